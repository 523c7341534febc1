import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';

type Meta = NonNullable<AuditorServiceCreateEventOptions['meta']>;

/**
 * Does something that leaves an audit trail, be it that it was refused.
 *
 * @param act - gets a function that adds to what the trail says of its success
 */
export async function audited(
  auditor: AuditorService,
  options: AuditorServiceCreateEventOptions,
  act: (note: (meta: Meta) => void) => Promise<void>,
): Promise<void> {
  const event = await auditor.createEvent(options);
  let meta: Meta | undefined;
  try {
    await act(noted => {
      meta = { ...meta, ...noted };
    });
  } catch (error) {
    await event.fail({ error: toError(error) });
    throw error;
  }
  await event.success(meta && { meta });
}
