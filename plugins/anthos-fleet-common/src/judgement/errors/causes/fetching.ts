import type { Cause } from './cause';

const FETCHING = ['KNV2004'];

/** Reasons why a source cannot be fetched. */
export const FETCHING_CAUSES: readonly Cause[] = [
  {
    codes: FETCHING,
    pattern: /Host key verification failed|knownhosts|known_hosts/i,
    headline: 'The host key of the source is not known',
    explanation: {
      cause:
        'The key that the Git host shows is not the one in the Secret of the sync.',
      remedy: 'Put the current host keys into "known_hosts" of the Secret.',
      fixedIn: 'sync',
    },
  },
  {
    codes: FETCHING,
    pattern:
      /could not read (?:Username|Password)|Authentication failed|invalid username or (?:password|token)|Permission denied|Access denied|returned error: 40[13]|\* Forbidden|unauthori[sz]ed|DENIED|does not have permission|failed to (?:fetch|get) (?:the )?(?:access )?token/i,
    headline: 'The source refuses the credentials',
    explanation: {
      cause:
        'The Secret or service account of the sync is missing, has expired, or may not read the source.',
      remedy:
        'Renew the credentials, and check that spec.….auth and secretRef name the right ones.',
      fixedIn: 'sync',
    },
  },
  {
    codes: FETCHING,
    pattern:
      /x509:|certificate (?:verify|signed|has expired|problem)|server certificate|SSL certificate/i,
    headline: 'The certificate of the source is not trusted',
    explanation: {
      cause:
        'The source shows a certificate that the cluster cannot check, or that has expired.',
      remedy:
        'Renew the certificate, or name a Secret with the certificate authority in caCertSecretRef.',
      fixedIn: 'sync',
    },
  },
  {
    codes: FETCHING,
    pattern:
      /Could not resolve host|no such host|Name or service not known|Temporary failure in name resolution|Connection timed out|Connection refused|Network is unreachable|No route to host|Failed to connect|i\/o timeout|returned error: 5\d\d|early EOF|context deadline exceeded/i,
    headline: 'The cluster does not reach the source',
    explanation: {
      cause:
        'The host of the source does not answer the cluster: its name is not known there, the way is blocked, or it is down.',
      remedy:
        'Check the name of the host, and whether firewalls, proxies and network policies let config-management-system out to it.',
      fixedIn: 'cluster',
    },
  },
  {
    codes: FETCHING,
    pattern:
      /Remote branch \* not found|(?:couldn't|could not) find remote ref|unknown revision|not a valid ref|Needed a single revision|reference is not a tree|not our ref/i,
    headline: 'Branch, tag or commit not found',
    explanation: {
      cause: 'The source has no such branch, tag or commit.',
      remedy:
        'Correct spec.git.branch or spec.git.revision, or push what is missing.',
      fixedIn: 'sync',
    },
  },
  {
    codes: FETCHING,
    pattern:
      /chart .{0,200}not found|no chart (?:name|version) found|improper constraint|manifest unknown|MANIFEST_UNKNOWN/i,
    headline: 'Chart or image not found',
    explanation: {
      cause: 'The repository has no chart or image of this name and version.',
      remedy:
        'Correct name and version in the specification of the sync, or publish it.',
      fixedIn: 'sync',
    },
  },
  {
    codes: FETCHING,
    pattern:
      /Repository not found|repository .{0,200}not found|does not appear to be a git repository|returned error: 404|\* Not Found|NAME_UNKNOWN|project you were looking for could not be found/i,
    headline: 'Repository not found',
    explanation: {
      cause:
        'There is no such repository, or the credentials may not see it: many hosts do not tell the two apart.',
      remedy:
        'Check the address of the repository and the rights of the credentials.',
      fixedIn: 'sync',
    },
  },
  {
    codes: FETCHING,
    pattern:
      /failed to evaluate the config directory|no such file or directory/i,
    headline: 'The directory is not in the source',
    explanation: {
      cause:
        'The source has no directory of the name that the sync is told to use.',
      remedy:
        'Correct the directory in the specification of the sync, or push it.',
      fixedIn: 'sync',
    },
  },
  {
    codes: FETCHING,
    pattern: /error in the (git|oci|helm)-sync container/,
    headline: 'The source cannot be fetched',
  },
  {
    codes: FETCHING,
    pattern: /failed to check the status of the source/,
    headline: 'The source has not been fetched yet',
    explanation: {
      cause:
        'The container that fetches the source has not delivered anything.',
      remedy: 'Wait. If it stays, read the logs of the reconciler.',
      fixedIn: 'nowhere',
    },
  },
];
