import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DateTime } from 'luxon';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import {
  ClusterDefinition,
  ClusterInput,
  createClusterSchema,
} from './clusterSchema';
import { isObject } from './mergePatch';
import { createFleetSchema, FleetDefinition, FleetInput } from './fleetSchema';

/**
 * The fleet cannot be read. Every line of the message names a place and what to do about it.
 *
 * @public
 */
export class FleetError extends Error {
  constructor(readonly source: string, readonly problems: string[]) {
    super(
      `${source} is not a fleet:\n${problems
        .map(problem => `  ${problem}`)
        .join('\n')}`,
    );
    this.name = 'FleetError';
  }
}

type Path = PropertyKey[];

const SHOWN_PROBLEMS = 20;

/** `clusters[3].mesh.status`, the way people write it. */
function showPath(path: Path): string {
  return path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

function describeProblems(
  error: z.ZodError,
  place: (path: Path) => string = () => '',
): string[] {
  const problems = error.issues.map(issue => {
    const required =
      issue.code === 'invalid_type' && issue.message.endsWith('undefined');
    const message = required
      ? `is missing; add it (${issue.expected})`
      : issue.message;
    const at =
      issue.code === 'unrecognized_keys'
        ? [...issue.path, issue.keys[0]]
        : issue.path;
    return `${place(at)}${showPath(issue.path) || 'it'}: ${message}`;
  });
  return problems.length > SHOWN_PROBLEMS
    ? [
        ...problems.slice(0, SHOWN_PROBLEMS),
        `and ${problems.length - SHOWN_PROBLEMS} more`,
      ]
    : problems;
}

/**
 * Checks a fleet and fills in its defaults.
 *
 * @public
 */
export function readFleet(
  input: unknown,
  options: { now?: DateTime; source?: string } = {},
): FleetDefinition {
  const { now = DateTime.utc(), source = 'The fleet' } = options;
  const result = createFleetSchema(now).safeParse(input);
  if (!result.success) {
    throw new FleetError(source, describeProblems(result.error));
  }
  return result.data;
}

/** Checks one cluster and fills in its defaults. */
export function readCluster(
  input: unknown,
  options: { now?: DateTime; source?: string } = {},
): ClusterDefinition {
  const { now = DateTime.utc(), source = 'The cluster' } = options;
  const result = createClusterSchema(now).safeParse(input);
  if (!result.success) {
    throw new FleetError(source, describeProblems(result.error));
  }
  return result.data;
}

/** Top-level keys that begin with `x-` hold what the file refers to by YAML anchors. */
function withoutNotes(input: unknown): unknown {
  return isObject(input)
    ? Object.fromEntries(
        Object.entries(input).filter(([key]) => !key.startsWith('x-')),
      )
    : input;
}

/**
 * Reads a fleet from YAML (or JSON, which is YAML).
 *
 * @public
 */
export function parseFleet(
  text: string,
  options: { now?: DateTime; source?: string } = {},
): FleetDefinition {
  const { now = DateTime.utc(), source = 'The fleet' } = options;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length) {
    throw new FleetError(
      source,
      document.errors.map(error => error.message.split('\n')[0]),
    );
  }
  const result = createFleetSchema(now).safeParse(
    withoutNotes(document.toJS()),
  );
  if (result.success) {
    return result.data;
  }
  // The node of the path itself may be missing; then the nearest one around it is the place.
  const place = (path: Path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) {
        return `line ${lines.linePos(node.range[0]).line}, `;
      }
    }
    return '';
  };
  throw new FleetError(source, describeProblems(result.error, place));
}

/**
 * Reads a fleet file.
 *
 * @public
 */
export async function loadFleet(
  file: string,
  options: { now?: DateTime } = {},
): Promise<FleetDefinition> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? 'there is no such file; check the path'
        : String(error);
    throw new FleetError(file, [reason]);
  }
  const fleet = parseFleet(text, { ...options, source: file });
  return {
    ...fleet,
    repositories: fleet.repositories.map(repository =>
      repository.folder === undefined
        ? repository
        : { ...repository, folder: resolve(dirname(file), repository.folder) },
    ),
  };
}

export type { ClusterDefinition, ClusterInput, FleetDefinition, FleetInput };
