import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  ActionContext,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { ENTITIES, FakeFleet } from './fleet';

/** Whoever started the task. */
export const CREDENTIALS = mockCredentials.user('user:default/kari');

/** What an action gave and said. */
export interface ActionResult {
  output: Record<string, unknown>;
  /** Log lines, with their level. */
  log: string[];
}

/** A workspace, the fleet and the catalog for one action. */
export class ActionRun {
  readonly workspace = createMockDirectory();
  readonly fleet = new FakeFleet();

  options(selfService: JsonObject = {}) {
    return {
      config: new ConfigReader({ anthosFleet: { selfService } }),
      fleet: this.fleet,
      catalog: catalogServiceMock({ entities: ENTITIES }),
    };
  }

  /** Runs an action, as the scaffolder would. */
  async run(
    action: TemplateAction<any, any, any>,
    input: JsonObject,
    more: Partial<ActionContext<any, any>> = {},
  ): Promise<ActionResult> {
    const output: Record<string, unknown> = {};
    const log: string[] = [];
    const logger = mockServices.logger.mock({
      info: message => void log.push(`info: ${message}`),
      warn: message => void log.push(`warn: ${message}`),
      error: message => void log.push(`error: ${message}`),
    });
    await action.handler({
      ...createMockActionContext({
        workspacePath: this.workspace.path,
        input,
        logger,
      }),
      // What the context of the tests has no place for.
      getInitiatorCredentials: async () => CREDENTIALS,
      output: (name: string | number | symbol, value: unknown) => {
        output[String(name)] = value;
      },
      ...more,
    });
    return { output, log };
  }
}

/** Inputs of the steps of an example. */
export function inputsOf(
  example: string,
): { action: string; input: JsonObject }[] {
  return parse(example).steps;
}
