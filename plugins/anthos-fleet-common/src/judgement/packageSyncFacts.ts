import type { SyncKind } from '../schema/openapi';

/**
 * The part of a RootSync or RepoSync that its state is judged by, named as in the cluster's JSON.
 * Whoever reads the JSON sees to types, sizes and counts; everything may be missing.
 *
 * @public
 */
export interface PackageSyncFacts {
  kind: SyncKind;
  namespace: string;
  name: string;
  /** `metadata.generation`: version of the specification. */
  generation?: number;
  /** Whether `metadata.deletionTimestamp` is set. */
  deleting?: boolean;
  spec: PackageSyncSpecFacts;
  status?: PackageSyncStatusFacts;
}

/**
 * Where a package sync takes its configuration from.
 *
 * @public
 */
export interface PackageSyncSpecFacts {
  /** `git`, `oci` or `helm`; Git when it is missing. */
  sourceType?: string;
  git?: { repo?: string; branch?: string; revision?: string; dir?: string };
  oci?: { image?: string; dir?: string };
  helm?: { repo?: string; chart?: string; version?: string };
  /** `override.statusMode`: `enabled` or `disabled`. */
  statusMode?: string;
}

/**
 * What the product says of a package sync.
 *
 * @public
 */
export interface PackageSyncStatusFacts {
  /** Version of the specification that the rest of the status is about. */
  observedGeneration?: number;
  /** Commit that was last synced without any error; older versions do not tell it. */
  lastSyncedCommit?: string;
  source?: SyncStageFacts;
  rendering?: SyncStageFacts;
  sync?: SyncStageFacts;
  conditions?: readonly SyncConditionFacts[];
}

/**
 * What the product says of one step.
 *
 * @public
 */
export interface SyncStageFacts {
  commit?: string;
  /** Of rendering only. */
  message?: string;
  /** ISO 8601. */
  lastUpdate?: string;
  errors?: readonly ConfigSyncErrorFacts[];
  errorSummary?: ErrorSummaryFacts;
}

/**
 * A condition of a package sync: `Stalled`, `Reconciling`, `Syncing`, `ReconcilerFinalizing`,
 * `ReconcilerFinalizerFailure`.
 *
 * @public
 */
export interface SyncConditionFacts {
  type?: string;
  /** `True`, `False` or `Unknown`. */
  status?: string;
  reason?: string;
  message?: string;
  commit?: string;
  /** Older versions list the errors here. */
  errors?: readonly ConfigSyncErrorFacts[];
  /** Names of the lists that the errors are in, as in `status.sync.errors`. */
  errorSourceRefs?: readonly string[];
  errorSummary?: ErrorSummaryFacts;
}

/**
 * How many errors there are; zeros are left out by the product.
 *
 * @public
 */
export interface ErrorSummaryFacts {
  totalCount?: number;
  truncated?: boolean;
  errorCountAfterTruncation?: number;
}

/**
 * One error as the product lists it.
 *
 * @public
 */
export interface ConfigSyncErrorFacts {
  /** Bare digits: `1021`. */
  code?: string;
  errorMessage?: string;
  errorResources?: readonly ErrorResourceFacts[];
}

/**
 * An object or a file that an error is about.
 *
 * @public
 */
export interface ErrorResourceFacts {
  sourcePath?: string;
  name?: string;
  namespace?: string;
  gvk?: { group?: string; version?: string; kind?: string };
}
