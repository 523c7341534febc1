import { LineCounter, parseAllDocuments, type Document } from 'yaml';
import { listOf, mapOf, textOf, type Path } from './fields';
import { lineAt } from './lines';
import type { CheckedObject, Finding } from './types';

const MOST_BYTES = 1024 * 1024;
const MOST_ALIASES = 100;

export interface ManifestFile {
  /** Path in the folder, with `/`. */
  path: string;
  text: string;
}

export interface Parsed {
  objects: CheckedObject[];
  findings: Finding[];
}

/** Says that a file cannot be read as manifests. */
export function unreadable(
  file: string,
  line: number | undefined,
  message: string,
  remedy: string,
): Finding {
  return {
    severity: 'error',
    rule: 'yaml',
    file,
    ...(line !== undefined && { line }),
    message,
    cause:
      'Config Sync reads every file of the folder and stops at one that it cannot read.',
    remedy,
  };
}

/** Reads the objects of one file. */
export function parseFile({ path, text }: ManifestFile): Parsed {
  if (Buffer.byteLength(text) > MOST_BYTES) {
    return {
      objects: [],
      findings: [
        unreadable(
          path,
          undefined,
          'The file is larger than 1 MB, so it was not read',
          'Split it into smaller files.',
        ),
      ],
    };
  }
  const lines = new LineCounter();
  try {
    const parts = [
      ...parseAllDocuments(text, { lineCounter: lines, merge: true }),
    ].map(document => parseDocument(path, document, lines));
    return {
      objects: parts.flatMap(({ objects }) => objects),
      findings: parts.flatMap(({ findings }) => findings),
    };
  } catch {
    // Only what is nested so deeply that the parser runs out of stack.
    return {
      objects: [],
      findings: [
        unreadable(
          path,
          undefined,
          'The file is nested too deeply to be read',
          'Write it with fewer levels.',
        ),
      ],
    };
  }
}

function parseDocument(
  path: string,
  document: Document.Parsed,
  lines: LineCounter,
): Parsed {
  if (document.errors.length) {
    return {
      objects: [],
      findings: document.errors
        .slice(0, 10)
        .map(error =>
          unreadable(
            path,
            error.linePos?.[0].line ?? lines.linePos(error.pos[0]).line,
            `The YAML is not valid: ${error.message.split('\n')[0]}`,
            'Correct the syntax at this line.',
          ),
        ),
    };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch {
    return {
      objects: [],
      findings: [
        unreadable(
          path,
          lineAt(document.contents, [], lines),
          'The aliases of the document cannot be resolved, or there are too many of them',
          'Write the values out instead of using aliases.',
        ),
      ],
    };
  }
  return value === null || value === undefined
    ? { objects: [], findings: [] }
    : toObjects(path, value, [], document, lines);
}

function toObjects(
  file: string,
  value: unknown,
  prefix: Path,
  document: Document,
  lines: LineCounter,
): Parsed {
  const lineOf = (path: Path) =>
    lineAt(document.contents, [...prefix, ...path], lines);
  const map = mapOf(value);
  const apiVersion = textOf(map.apiVersion);
  const kind = textOf(map.kind);
  if (!apiVersion || !kind) {
    const missing = [!apiVersion && 'apiVersion', !kind && 'kind'].filter(
      Boolean,
    );
    return {
      objects: [],
      findings: [
        unreadable(
          file,
          lineOf([]),
          value === map || Object.keys(map).length
            ? `The object has no ${missing.join(' and no ')}`
            : 'The document is not an object',
          'Give it the apiVersion and the kind of an object, or move the file out of the folder.',
        ),
      ],
    };
  }
  if (kind.endsWith('List') && Array.isArray(map.items) && !prefix.length) {
    const parts = listOf(map.items).map((item, index) =>
      toObjects(file, item, ['items', index], document, lines),
    );
    return {
      objects: parts.flatMap(({ objects }) => objects),
      findings: parts.flatMap(({ findings }) => findings),
    };
  }
  const metadata = mapOf(map.metadata);
  const name = textOf(metadata.name);
  const namespace = textOf(metadata.namespace);
  const object: CheckedObject = {
    file,
    value: map,
    apiVersion,
    kind,
    ...(name && { name }),
    ...(namespace && { namespace }),
    document,
    lineOf,
  };
  return { objects: [object], findings: [] };
}
