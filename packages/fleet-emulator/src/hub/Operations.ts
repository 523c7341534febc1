import { randomUUID } from 'node:crypto';
import { rfc3339 } from '../fleet/times';
import { HubCall, HubRoute } from './call';
import { HubError } from './errors';
import { listJson } from './memberships';
import { paginate } from './paging';
import { toJson } from './wire';

/** Work that takes a while, as Google's long-running operations do. */
interface Operation {
  name: string;
  location: string;
  created: number;
  doneAt: number;
  target: string;
  verb: 'create' | 'update' | 'delete';
  apiVersion: string;
  /** The body of the answer, once it is done. */
  response: () => Record<string, unknown>;
}

/** Operations are forgotten in the end, oldest first. */
const KEPT = 1000;

/** The long-running operations of a project. */
export class Operations {
  private readonly operations = new Map<string, Operation>();

  constructor(
    private readonly options: {
      projectId: () => string;
      now: () => number;
      /** How long an operation takes, in milliseconds. */
      duration: number;
    },
  ) {}

  /** When work that begins now will be done. */
  doneAt(): number {
    return this.options.now() + this.options.duration;
  }

  /** Begins an operation and answers with its JSON. */
  begin(
    call: HubCall,
    work: Pick<Operation, 'target' | 'verb' | 'response' | 'doneAt'>,
  ): string {
    const created = this.options.now();
    const { location } = call.params;
    const id = `operation-${created}-${randomUUID()}`;
    const operation: Operation = {
      ...work,
      name: `projects/${this.options.projectId()}/locations/${location}/operations/${id}`,
      location,
      created,
      apiVersion: call.apiVersion,
    };
    this.operations.set(`${location}/${id}`, operation);
    for (const key of this.operations.keys()) {
      if (this.operations.size <= KEPT) {
        break;
      }
      this.operations.delete(key);
    }
    return this.write(operation);
  }

  clear(): void {
    this.operations.clear();
  }

  routes(): HubRoute[] {
    const path = '/projects/:project/locations/:location/operations';
    return [
      {
        verb: 'get',
        path,
        method: 'operations.list',
        permission: 'gkehub.operations.list',
        query: ['pageSize', 'pageToken'],
        unsupported: ['filter', 'returnPartialSuccess'],
        handle: call => this.list(call),
      },
      {
        verb: 'get',
        path: `${path}/:operation`,
        method: 'operations.get',
        permission: 'gkehub.operations.get',
        handle: call => this.get(call),
      },
    ];
  }

  private list({ params, query }: HubCall): string {
    const { location } = params;
    const all = [...this.operations.values()]
      .filter(operation => location === '-' || operation.location === location)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, nextPageToken } = paginate(all, {
      ...query,
      query: [location],
      idOf: operation => operation.name,
    });
    return listJson(
      'operations',
      items.map(operation => this.write(operation)),
      { nextPageToken },
    );
  }

  private get({ params }: HubCall): string {
    const key = `${params.location}/${params.operation}`;
    const operation = this.operations.get(key);
    if (!operation) {
      throw HubError.notFound(
        `projects/${this.options.projectId()}/locations/${
          params.location
        }/operations/${params.operation}`,
      );
    }
    return this.write(operation);
  }

  private write(operation: Operation): string {
    const done = this.options.now() >= operation.doneAt;
    return toJson({
      name: operation.name,
      metadata: {
        '@type': 'type.googleapis.com/google.cloud.gkehub.v1.OperationMetadata',
        createTime: rfc3339(operation.created),
        endTime: done ? rfc3339(operation.doneAt) : undefined,
        target: operation.target,
        verb: operation.verb,
        apiVersion: operation.apiVersion,
      },
      done,
      response: done ? operation.response() : undefined,
    });
  }
}
