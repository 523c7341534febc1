import {
  isMap,
  isScalar,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type ScalarTag,
} from 'yaml';
import { listOf, mapOf, textOf, type Path } from '../fields';
import type { CheckedObject, Finding, ManifestFile } from '../types';
import { lineAt } from './lines';

/** Enough for anything that a cluster takes; an object there has at most 1.5 MB. */
const LARGEST_FILE = 1_000_000;
const MOST_OBJECTS = 2_000;
const MOST_ALIASES = 100;

/** Clusters read YAML 1.1, in which these words without quotes are no text. */
const WORD_FOR_BOOLEAN: ScalarTag = {
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  test: /^(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/,
  resolve: text => /^(yes|on)$/i.test(text),
};

/** What is in a file. */
export interface ReadFile {
  objects: CheckedObject[];
  findings: Finding[];
}

/**
 * Reads the objects of a file, JSON too; never throws.
 *
 * @param defaults - fields that an object of the file may leave out
 */
export function readObjects(
  file: ManifestFile,
  defaults: object = {},
): ReadFile {
  const found: ReadFile = { objects: [], findings: [] };
  if (file.text.length > LARGEST_FILE) {
    found.findings.push(
      unreadable(file.path, undefined, 'The file is larger than 1 MB', {
        cause: 'It is not read, so that a check always ends soon.',
        remedy: 'Split the file, one object a file.',
      }),
    );
    return found;
  }
  const lines = new LineCounter();
  try {
    for (const document of parseAllDocuments(file.text, {
      logLevel: 'error',
      lineCounter: lines,
      merge: true,
      customTags: tags => [WORD_FOR_BOOLEAN, ...tags],
      prettyErrors: false,
      // Its own search for doubles takes hours for a hostile file; see doublesOf.
      uniqueKeys: false,
    })) {
      readDocument(file.path, document, lines, found, defaults);
    }
  } catch {
    found.findings.push(
      unreadable(file.path, undefined, 'The file cannot be read as YAML', {
        cause: 'It is nested too deeply, or has too many aliases.',
        remedy: 'Write the objects plainly, without aliases.',
      }),
    );
  }
  return found;
}

function readDocument(
  file: string,
  document: Document.Parsed,
  lines: LineCounter,
  found: ReadFile,
  defaults: object,
): void {
  const errors = [...document.errors, ...doublesOf(document)].slice(0, 10);
  found.findings.push(
    ...errors.map(({ message, pos }) =>
      unreadable(file, lines.linePos(pos[0]).line, message, {
        cause: 'The file is not valid YAML, so nothing of it can be applied.',
        remedy: 'Correct the line; indentation and quotes are the usual cause.',
      }),
    ),
  );
  if (errors.length) {
    return;
  }
  const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
  if (value === null || value === undefined) {
    return;
  }
  addObject(
    {
      file,
      document,
      lines,
      value: { ...defaults, ...mapOf(value) },
      prefix: [],
    },
    found,
  );
}

interface Raw {
  file: string;
  document: Document.Parsed;
  lines: LineCounter;
  value: unknown;
  /** Where in the document the object begins. */
  prefix: Path;
}

function addObject(raw: Raw, found: ReadFile): void {
  const { file, document, lines, prefix } = raw;
  const lineOf = (path: Path) =>
    lineAt(document.contents, [...prefix, ...path], lines);
  const value = mapOf(raw.value);
  const { kind, apiVersion } = value;
  if (
    typeof apiVersion === 'string' &&
    apiVersion.startsWith('backstage.io/')
  ) {
    return;
  }
  if (found.objects.length >= MOST_OBJECTS) {
    if (!found.findings.some(({ rule }) => rule === 'size')) {
      found.findings.push({
        severity: 'error',
        rule: 'size',
        file,
        message: `The file has more than ${MOST_OBJECTS} objects, and the rest is not checked`,
        cause: 'A check must end soon.',
        remedy: 'Split the file, one object a file.',
      });
    }
    return;
  }
  if (typeof kind !== 'string' || typeof apiVersion !== 'string') {
    found.findings.push(
      unreadable(file, lineOf([]), 'This is no object of Kubernetes', {
        cause: 'An object is a map with apiVersion, kind and metadata.',
        remedy:
          'Add apiVersion and kind, or move the file out of the folder that is synced.',
      }),
    );
    return;
  }
  if (kind.endsWith('List') && Array.isArray(value.items)) {
    listOf(value.items).forEach((item, index) =>
      addObject(
        { ...raw, value: item, prefix: [...prefix, 'items', index] },
        found,
      ),
    );
    return;
  }
  const metadata = mapOf(value.metadata);
  found.objects.push({
    file,
    value,
    apiVersion,
    kind,
    name: textOf(metadata.name),
    namespace: textOf(metadata.namespace),
    document,
    lineOf,
  });
}

/** Keys that are in a map twice; the last one would win without a word. */
function doublesOf(
  document: Document.Parsed,
): { message: string; pos: [number, number] }[] {
  const doubles: { message: string; pos: [number, number] }[] = [];
  visit(document, {
    Map(_, map) {
      const keys = new Set<string>();
      for (const { key } of isMap(map) ? map.items : []) {
        const name = isScalar(key) ? String(key.value) : undefined;
        if (name !== undefined && name !== '<<' && keys.has(name)) {
          const at = isScalar(key) ? key.range?.[0] ?? 0 : 0;
          doubles.push({
            message: `The key ${name} is there twice`,
            pos: [at, at],
          });
        } else if (name !== undefined) {
          keys.add(name);
        }
      }
    },
  });
  return doubles;
}

function unreadable(
  file: string,
  line: number | undefined,
  message: string,
  words: { cause: string; remedy: string },
): Finding {
  return {
    severity: 'error',
    rule: 'yaml',
    file,
    ...(line !== undefined && { line }),
    message,
    ...words,
  };
}
