import { imageText } from './deployment';
import { callerPrincipals } from './mesh';
import { nameForHost, principalOf, serviceHost } from '../names';
import type { ServicePlan } from './ServicePlan';
import type { ServicePaths } from './serviceFiles';

type Cell = string;

/** Text of people is shown as it is: nothing in it is Markdown or HTML. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>()#+!|~]/g, match => `\\${match}`);
}

function code(text: string): Cell {
  return `\`${text}\``;
}

function list(items: readonly string[], none: string): string {
  return items.length ? items.map(item => `- ${item}`).join('\n') : none;
}

/** What the new owner of a service wants to know on the first day. */
export function readme(plan: ServicePlan, paths: ServicePaths): string {
  return `${[
    `# ${plan.name}`,
    ...(plan.description ? [plain(plan.description)] : []),
    ...whatIsHere(plan, paths),
    ...whoTalks(plan),
    ...howToChange(plan, paths),
    ...howItArrives(plan, paths),
  ].join('\n\n')}\n`;
}

function whatIsHere(plan: ServicePlan, paths: ServicePaths): string[] {
  const overlays = plan.hostings.map(
    ({ hosting }) =>
      `${code(
        `${paths.overlay(hosting)}/${plan.name}`,
      )}: what is different on ${hosting} (registry, identity, way in from outside)`,
  );
  return [
    '## What is here',
    list(
      [
        `${code(paths.base)}: the service, the same on every cluster`,
        ...overlays,
        `${code(
          paths.about,
        )}: this page and the catalog entity, which no cluster reads`,
      ],
      '',
    ),
    `It runs in the namespace ${code(plan.namespace)} on ${plan.clusters
      .map(code)
      .join(', ')}, and is called at ${code(
      `http://${serviceHost(plan.name, plan.namespace)}:${plan.port}`,
    )}.`,
  ];
}

function whoTalks(plan: ServicePlan): string[] {
  const identity = { namespace: plan.namespace, serviceAccount: plan.name };
  return [
    '## Who talks to whom',
    `Nobody gets in who is not named in ${code('access.yaml')}. Now these are:`,
    list(
      [
        ...callerPrincipals(plan).map(code),
        ...(plan.public
          ? [
              `the gateway of each hosting, for ${code(
                `https://${plan.public.host}${plan.public.path}`,
              )}; its Gateway must have a listener and a certificate for that host`,
            ]
          : []),
      ],
      'Nobody yet.',
    ),
    'A caller on another cluster is let in by the same name, because the clusters of a fleet share one trust domain. The rules count where the called pod runs, so they have to be on every cluster of the service: what is in the base is. A caller on a cluster without this service also needs its Service there, and the namespace around it, to find it by name.',
    'It calls:',
    list(
      plan.callees.map(
        ({ entity, namespaces }) =>
          `${code(entity)} in ${namespaces
            .map(code)
            .join(', ')}, whose owners have to let it in as ${plan.trustDomains
            .map(domain => code(principalOf(domain, identity)))
            .join(' or ')}`,
      ),
      'No other service.',
    ),
    'It reaches outside:',
    list(
      plan.externalHosts.map(
        ({ host, port }) =>
          `${code(`${host}:${port}`)} (${code(
            `ServiceEntry ${nameForHost(plan.name, host, port)}`,
          )}), with TLS of its own`,
      ),
      'Nothing.',
    ),
  ];
}

function howToChange(plan: ServicePlan, paths: ServicePaths): string[] {
  return [
    '## How to change it',
    list(
      [
        ...(plan.image.sample
          ? [
              `**The image** is a sample, ${code(
                imageText(plan.image),
              )}. Put your own into ${code(
                `${paths.base}/deployment.yaml`,
              )}, and take out ${code('runAsUser')} and ${code(
                'runAsGroup',
              )}, which are for the sample.`,
            ]
          : [
              `**A new version**: change the image in ${code(
                `${paths.base}/deployment.yaml`,
              )}, the labels ${code(
                'version',
              )}, and the tag in the overlays that name one.`,
            ]),
        `**What the image must do**: listen on ${code('PORT')} (${
          plan.port
        }), answer ${code('/live')} and ${code(
          '/ready',
        )}, run as a user other than root and 1337, write to ${code(
          '/tmp',
        )} only, and end within 30 seconds of SIGTERM.`,
        `**Another caller**: add its identity to ${code(
          `${paths.base}/access.yaml`,
        )}: the principal, and its namespace in the NetworkPolicy.`,
        '**More pods**: the autoscaler decides. Change its limits, and never give the Deployment `replicas`.',
        '**Tries again**: the mesh repeats a call that was not answered. A client that repeats as well multiplies; let one of them do it.',
      ],
      '',
    ),
  ];
}

function howItArrives(plan: ServicePlan, paths: ServicePaths): string[] {
  const folders = plan.hostings.map(({ hosting }) =>
    code(paths.overlay(hosting)),
  );
  return [
    '## How to watch it arrive',
    `Commit to the branch that Config Sync reads. On every cluster, the RepoSync of ${code(
      plan.namespace,
    )} renders ${folders.join(
      ' or ',
    )} within a minute and applies it. The portal shows on the page of ${code(
      plan.name,
    )} which commit is live where, and what is wrong with which file when it is not.`,
    `Before a commit, ${code(
      `kubectl kustomize ${paths.overlay(plan.hostings[0].hosting)}`,
    )} shows what a cluster would get.`,
  ];
}
