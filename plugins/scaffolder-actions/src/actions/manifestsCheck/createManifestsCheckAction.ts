import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { AnthosFleetService } from 'backstage-plugin-anthos-fleet-node';
import { checkManifests } from '../../checks';
import { checkLabel } from '../../common';
import { appliedOf } from './applied';
import { askClusters, readClusters } from './askClusters';
import { examples } from './manifestsCheck.examples';
import { readFolder } from './readFolder';
import { inputSchema, MOST_FINDINGS, outputSchema } from './schema';
import { bySeverity, clean, linesOf, summaryOf } from './tellFindings';

/** What the action needs. */
export interface ManifestsCheckOptions {
  fleet: Pick<AnthosFleetService, 'dryRun'>;
}

/** `anthos-fleet:manifests:check`: finds what is wrong with manifests before they are committed. */
export function createManifestsCheckAction({ fleet }: ManifestsCheckOptions) {
  return createTemplateAction({
    id: 'anthos-fleet:manifests:check',
    description:
      'Checks the manifests of a folder: their schemas, what Config Sync would refuse, frequent mistakes with the mesh and with pods, and, when clusters are chosen, whether these would take them. It changes nothing.',
    examples,
    supportsDryRun: true,
    schema: { input: inputSchema, output: outputSchema },
    async handler(ctx) {
      const { input, logger, signal } = ctx;
      const namespace =
        input.namespace === undefined
          ? undefined
          : checkLabel(input.namespace, 'namespace');
      const clusters = readClusters(input.clusters ?? []);
      const files = await readFolder(ctx.workspacePath, input.path ?? '.');
      if (!files.length) {
        logger.warn('The folder has no manifests (.yaml, .yml or .json)');
      }
      const found = await checkManifests(files, {
        ...(input.sourceFormat && { sourceFormat: input.sourceFormat }),
        ...(input.syncKind && {
          sync: { kind: input.syncKind, ...(namespace && { namespace }) },
        }),
      });
      if (ctx.isDryRun && clusters.length) {
        logger.info(
          `In a dry run clusters are not asked; it would be ${clusters.length}`,
        );
      } else if (clusters.length) {
        found.push(
          ...(await askClusters(clusters, appliedOf(files, namespace), {
            fleet,
            credentials: await ctx.getInitiatorCredentials(),
            signal,
          })),
        );
      }
      const findings = bySeverity(found.map(clean));
      for (const { severity, text } of linesOf(findings)) {
        if (severity === 'info') {
          logger.info(text);
        } else if (severity === 'warning') {
          logger.warn(text);
        } else {
          logger.error(text);
        }
      }
      const errors = findings.filter(({ severity }) => severity === 'error');
      const warnings = findings.filter(
        ({ severity }) => severity === 'warning',
      );
      ctx.output('findings', findings.slice(0, MOST_FINDINGS));
      ctx.output('errors', errors.length);
      ctx.output('warnings', warnings.length);
      const counts = `${files.length} files, ${errors.length} errors, ${warnings.length} warnings`;
      const fatal = [
        ...errors,
        ...(input.failOn === 'warning' ? warnings : []),
      ];
      if (fatal.length) {
        throw new InputError(
          `The manifests cannot be used as they are (${counts}):\n${summaryOf(
            fatal,
          )}`,
        );
      }
      logger.info(`The manifests are checked: ${counts}`);
    },
  });
}
