import type { Document } from 'yaml';

/** How bad a finding is: only errors make a task fail, unless it is told otherwise. */
export type Severity = 'error' | 'warning' | 'info';

/** One thing that is wrong with a folder of manifests. */
export interface Finding {
  severity: Severity;
  /** Stable name of the rule: `KNV1029`, `mesh/port-protocol`, `pod/probes`, `schema`, `yaml`. */
  rule: string;
  /** Path in the folder. */
  file: string;
  /** Line in the file, from 1. */
  line?: number;
  object?: { kind: string; namespace?: string; name?: string };
  message: string;
  cause: string;
  remedy: string;
}

/** A file of the folder. */
export interface ManifestFile {
  /** Path in the folder, with `/`. */
  path: string;
  text: string;
}

/** One object of a file, with a way to find the line of each of its fields. */
export interface CheckedObject {
  file: string;
  value: Record<string, unknown>;
  apiVersion: string;
  kind: string;
  name?: string;
  namespace?: string;
  document: Document;
  /** Line of the field at this path, or of the nearest field above it that is there. */
  lineOf(path: ReadonlyArray<string | number>): number | undefined;
}

export interface CheckOptions {
  sourceFormat?: 'unstructured' | 'hierarchy';
  /** The sync that will apply the folder. */
  sync?: {
    kind: 'RootSync' | 'RepoSync';
    namespace?: string;
    name?: string;
  };
}

/** A rule over all objects of a folder; it gives what is wrong, and changes nothing. */
export type Rule = (
  objects: readonly CheckedObject[],
  options: CheckOptions,
) => Finding[];
