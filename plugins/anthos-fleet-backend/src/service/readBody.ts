import { CustomErrorBase, serializeError } from '@backstage/errors';
import express from 'express';
import { DRY_RUN_PATH } from './routes/dryRun';

/** A body of a request, and the most that is read of it. */
interface Body {
  /** In KiB. */
  limit: number;
  remedy: string;
}

const SMALL: Body = { limit: 100, remedy: 'send less at once' };
/** Manifests are the only large thing that anybody sends. */
const MANIFESTS: Body = {
  limit: 2048,
  remedy:
    'ask about fewer manifests at once, and keep large data out of ConfigMaps and Secrets',
};

class BodyTooLargeError extends CustomErrorBase {
  name = 'BodyTooLargeError' as const;
}

/** Reads bodies in JSON; what is larger than its limit is answered 413. */
export function readBody(): express.RequestHandler {
  const small = reader(SMALL);
  const large = reader(MANIFESTS);
  return (req, res, next) =>
    req.method === 'POST' && DRY_RUN_PATH.test(req.path)
      ? large(req, res, next)
      : small(req, res, next);
}

function reader({ limit, remedy }: Body): express.RequestHandler {
  const read = express.json({ limit: `${limit}kb` });
  return (req, res, next) =>
    read(req, res, (error?: unknown) => {
      if (Reflect.get(Object(error), 'type') !== 'entity.too.large') {
        next(error);
        return;
      }
      // Answered here, because the validation after this turns every error into a 400.
      res.status(413).json({
        error: serializeError(
          new BodyTooLargeError(
            `The body of this request is larger than ${sizeOf(
              limit,
            )}, the most that is taken; ${remedy}`,
          ),
        ),
        request: { method: req.method, url: req.url },
        response: { statusCode: 413 },
      });
    });
}

function sizeOf(kib: number): string {
  return kib < 1024 ? `${kib} KiB` : `${kib / 1024} MiB`;
}
