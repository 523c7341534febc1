import pLimit from 'p-limit';
import type {
  DryRunReport,
  DryRunResult,
} from 'backstage-plugin-anthos-fleet-common';
import type { FleetAccess } from '../../config';
import type { Credentials } from '../../google/Credentials';
import { compact, field } from '../../google/json';
import { Turns } from '../../google/Turns';
import type { GatewayTarget } from '../addressing/endpoint';
import type { ClusterCalls } from '../client/ClusterCalls';
import { GatewayProblem } from '../client/GatewayProblem';
import { addressOf } from '../client/Listing';
import { parseAnswer } from '../client/parse';
import { GatewayLink } from '../GatewayLink';
import { toProblem } from '../parts/PartReader';
import { isBarrier } from '../parts/readParts';
import { ConstraintBook } from './ConstraintBook';
import { findEnforced } from './findEnforced';
import {
  judgeRefusal,
  notAsked,
  unknownKind,
  waitsFor,
  type Judged,
} from './judgeRefusal';
import { KindBook, type KindAddress } from './KindBook';
import {
  clusterFieldOf,
  isSecret,
  promisedBy,
  type Promised,
  type Tryable,
} from './tryable';
import { readWarnings } from './warnings';

const FIELD_MANAGER = 'backstage-anthos-fleet';
const APPLY = 'application/apply-patch+yaml';
const METADATA_ONLY =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1, application/json';
const AT_A_TIME = 4;
const MAX_RETRIES = 1;
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

export interface DryRunnerOptions {
  fleet: FleetAccess;
  credentials?: Credentials;
  callDeadlineMs: number;
  /** Longest time that all questions about one request may take. */
  deadlineMs: number;
  maxResponseBytes: number;
  now?: () => Date;
  /** Time before the first retry. Default: 250. */
  retryDelayMs?: number;
}

export interface DryRunOptions {
  target: GatewayTarget;
  objects: readonly Tryable[];
  takeRequest: (signal: AbortSignal) => Promise<void>;
  signal?: AbortSignal;
}

/** What one cluster says of objects; a report, and when to come back when the quota is used up. */
export interface DryRunAnswer {
  report: DryRunReport;
  retryAfterMs?: number;
}

interface Asking {
  ref: string;
  calls: ClusterCalls;
  address: string;
  promised: Promised;
  /** Why the next question would end in the same way. */
  barrier?: GatewayProblem;
}

/** Asks clusters of one fleet, by server-side dry runs, whether they would take objects. */
export class DryRunner {
  readonly #options: DryRunnerOptions;
  readonly #link: GatewayLink;
  readonly #kinds: KindBook;
  readonly #constraints: ConstraintBook;
  readonly #turns = new Turns();

  constructor(options: DryRunnerOptions) {
    const { fleet, credentials, now = () => new Date() } = options;
    this.#options = options;
    this.#link = new GatewayLink({
      fleet,
      credentials,
      now,
      purpose: 'provisioning',
    });
    this.#kinds = new KindBook(now);
    this.#constraints = new ConstraintBook(now);
  }

  /** Never rejects: the report says how it ended. */
  async run({ target, objects, ...request }: DryRunOptions) {
    const { ref } = target;
    const calls = this.#callsTo(target, request);
    try {
      const address = await this.#link.find(target, calls, { ask: true });
      const asking: Asking = {
        ref,
        calls,
        address,
        promised: promisedBy(objects),
      };
      return await this.#ask(asking, objects);
    } catch (error) {
      const problem = toProblem(error);
      this.#link.failed(target, problem);
      return answerOf(ref, problem, []);
    }
  }

  async close(): Promise<void> {
    await this.#link.close();
  }

  #callsTo(
    target: GatewayTarget,
    { takeRequest, signal }: Pick<DryRunOptions, 'takeRequest' | 'signal'>,
  ): ClusterCalls {
    const { callDeadlineMs, deadlineMs, maxResponseBytes, retryDelayMs } =
      this.#options;
    const limit = AbortSignal.timeout(deadlineMs);
    return this.#link.callsTo(target, {
      callDeadlineMs,
      timeMs: deadlineMs,
      maxResponseBytes: Math.min(maxResponseBytes, MAX_ANSWER_BYTES),
      maxRetries: MAX_RETRIES,
      retryDelayMs,
      takeRequest,
      // Somebody waits for the answer, so the wait for the budget counts as well.
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  }

  async #ask(
    asking: Asking,
    objects: readonly Tryable[],
  ): Promise<DryRunAnswer> {
    const limit = pLimit(AT_A_TIME);
    const [results, policies] = await Promise.all([
      Promise.all(
        objects.map(object =>
          limit(
            async (): Promise<DryRunResult> => ({
              index: object.index,
              ...(await this.#try(asking, object)),
            }),
          ),
        ),
      ),
      this.#findEnforced(asking, objects),
    ]);
    const unasked =
      asking.barrier && results.every(({ verdict }) => verdict === 'unknown');
    return answerOf(
      asking.ref,
      asking.barrier,
      unasked ? [] : results,
      policies,
    );
  }

  async #try(asking: Asking, tryable: Tryable): Promise<Judged> {
    if (isSecret(tryable)) {
      return {
        verdict: 'unknown',
        message: 'Secrets are not sent to the cluster',
      };
    }
    const ofTheCluster = clusterFieldOf(tryable);
    if (ofTheCluster) {
      return {
        verdict: 'refused',
        reason: 'Invalid',
        message: `${ofTheCluster} is written by the cluster alone`,
        remedy: `Remove ${ofTheCluster}; Config Sync refuses files that have it`,
      };
    }
    if (asking.barrier) {
      return notAsked(asking.barrier);
    }
    try {
      return await this.#apply(asking, tryable);
    } catch (error) {
      const problem = toProblem(error);
      if (isBarrier(problem) || problem.refusedBy === 'gateway') {
        asking.barrier ??= problem;
      }
      return judgeRefusal(problem, tryable, asking.promised);
    }
  }

  async #apply(asking: Asking, tryable: Tryable): Promise<Judged> {
    const { calls, promised } = asking;
    const { group, kind, object } = tryable;
    const kindAddress = await this.#kinds.find(asking, tryable);
    if (!kindAddress) {
      return promised.kinds.has(`${group}/${kind}`)
        ? waitsFor(`the definition of the kind ${kind}`)
        : unknownKind(tryable);
    }
    if (kindAddress.namespaced && tryable.namespace === undefined) {
      return {
        verdict: 'unknown',
        message: 'Not known: the object does not say its namespace',
        remedy: 'Give it in metadata.namespace',
      };
    }
    const answer = await calls.patch(
      { url: urlOf(asking, tryable, kindAddress), accept: METADATA_ONLY },
      { type: APPLY, text: JSON.stringify(object) },
    );
    // Only the object itself means that the cluster took it; a proxy may say 200 to anything.
    if (field(parseAnswer(answer), 'metadata', 'name') !== tryable.name) {
      throw new GatewayProblem(
        'invalid',
        'The answer is not the object that the cluster was asked about',
        { refusedBy: 'gateway' },
      );
    }
    const warnings = readWarnings(answer.headers);
    return { verdict: 'accepted', ...(warnings.length && { warnings }) };
  }

  async #findEnforced(
    { ref, calls, address }: Asking,
    objects: readonly Tryable[],
  ): Promise<Pick<DryRunReport, 'enforcedConstraints' | 'constraintsMessage'>> {
    const context = { calls, turns: this.#turns, address };
    try {
      const constraints = await this.#constraints.read(ref, context);
      return {
        enforcedConstraints: await findEnforced(constraints, objects, context),
      };
    } catch (error) {
      return {
        enforcedConstraints: [],
        constraintsMessage: toProblem(error).message,
      };
    }
  }
}

function urlOf(
  { address }: Asking,
  { group, version, name, namespace }: Tryable,
  { plural, namespaced }: KindAddress,
): string {
  const place =
    namespaced && namespace !== undefined ? ['namespaces', namespace] : [];
  const query = new URLSearchParams({
    dryRun: 'All',
    fieldManager: FIELD_MANAGER,
    fieldValidation: 'Strict',
    // As Config Sync applies: who else manages a field does not keep it.
    force: 'true',
  });
  const groupVersion = group ? `${group}/${version}` : version;
  return `${addressOf(
    { address, group: groupVersion },
    ...place,
    plural,
    name,
  )}?${query}`;
}

function answerOf(
  ref: string,
  problem: GatewayProblem | undefined,
  results: DryRunResult[],
  policies: Pick<DryRunReport, 'enforcedConstraints' | 'constraintsMessage'> = {
    enforcedConstraints: [],
  },
): DryRunAnswer {
  const retryAfterMs = problem?.details.retryAfterMs;
  return {
    report: compact<DryRunReport>({
      ref,
      outcome: problem?.outcome ?? 'ok',
      message: problem?.message,
      remedy: problem?.remedy,
      results,
      ...policies,
    }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}
