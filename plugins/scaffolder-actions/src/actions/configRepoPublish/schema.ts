import type { createTemplateAction } from '@backstage/plugin-scaffolder-node';

// The scaffolder hands over its own zod.
type SchemaOptions = NonNullable<
  Parameters<typeof createTemplateAction>[0]['schema']
>;
type Zod = Parameters<
  Extract<NonNullable<SchemaOptions['input']>, (z: never) => unknown>
>[0];

const files = (z: Zod, what: string) => z.array(z.string()).describe(what);

/** Inputs of `anthos-fleet:config-repo:publish`. */
export const inputSchema = {
  repoUrl: (z: Zod) =>
    z
      .string()
      .describe(
        "Repository to publish to: its address for cloning over HTTPS, as in 'https://github.com/acme/fleet-config', or what the repository picker gives, as in 'github.com?owner=acme&repo=fleet-config'. Its host must be known to `integrations` or `anthosFleet.git.hosts`.",
      ),
  branch: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        "Branch to commit to, or to merge the pull request into. Default: the repository's own.",
      ),
  createBranch: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe(
        "Makes the branch when it is missing, from the repository's own. Default: false.",
      ),
  sourcePath: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Folder of the workspace whose files are published. Default: the whole workspace.',
      ),
  targetPath: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Folder of the repository that they are written to. Default: its root.',
      ),
  message: (z: Zod) =>
    z
      .string()
      .describe(
        'Commit message; the task and the user who started it are added.',
      ),
  overwriteChanges: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe(
        'Also overwrites files that were published before and changed by hand since. Default: false, they are kept and reported.',
      ),
  removeStale: (z: Zod) =>
    z
      .boolean()
      .optional()
      .describe(
        'Removes files that were published into this folder before and are not among the new ones, unless somebody changed them. Default: false.',
      ),
  mergeLists: (z: Zod) =>
    z
      .array(z.string())
      .max(100)
      .optional()
      .describe(
        'Kustomizations, by their paths below sourcePath, that are shared with others: what they list under `resources` is added to what the repository lists at the moment of publishing, and nothing else in them changes.',
      ),
  gitAuthorName: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Name of the author. Default: scaffolder.defaultAuthor, else the user who started the task.',
      ),
  gitAuthorEmail: (z: Zod) =>
    z
      .string()
      .optional()
      .describe('E-mail address of the author. Default: as for the name.'),
  token: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        "The user's own token, as requestUserCredentials gives it: `${{ secrets.USER_OAUTH_TOKEN }}`. Default: what the portal has in `integrations`.",
      ),
  pullRequest: (z: Zod) =>
    z
      .object({
        title: z.string().describe('Title of the request.'),
        description: z
          .string()
          .optional()
          .describe('What it is about. Default: the commit message.'),
        sourceBranch: z
          .string()
          .optional()
          .describe(
            'Branch that the files are pushed to. Default: a name made of their content, so that the same files are the same request.',
          ),
        draft: z
          .boolean()
          .optional()
          .describe('Opens it as a draft, on GitHub. Default: false.'),
        reviewers: z
          .array(z.string())
          .optional()
          .describe('User names on the host who shall review it.'),
        teamReviewers: z
          .array(z.string())
          .optional()
          .describe(
            'Teams of the organization that shall review it, on GitHub.',
          ),
        labels: z
          .array(z.string())
          .optional()
          .describe('Labels of the request, on GitLab.'),
      })
      .optional()
      .describe(
        'Opens a pull or merge request in place of a commit to the branch. GitHub and GitLab need the scaffolder module of that host; elsewhere the branch is pushed, and a link to open the request is given.',
      ),
};

/** Outputs of `anthos-fleet:config-repo:publish`. */
export const outputSchema = {
  commit: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Newest commit that has the files. Missing where a pull request or a dry run has none yet.',
      ),
  changed: (z: Zod) =>
    z.boolean().describe('False when the repository had all of it before.'),
  branch: (z: Zod) =>
    z.string().describe('Branch that has the files, or will have them.'),
  files: (z: Zod) =>
    z
      .object({
        added: files(z, 'Files that were not there before.'),
        updated: files(z, 'Files with new content.'),
        removed: files(z, 'Files that are not produced any more.'),
        kept: files(
          z,
          'Files that somebody changed by hand, left as they are.',
        ),
      })
      .describe('What happened to the files; paths from the root.'),
  repositoryUrl: (z: Zod) => z.string().describe('Page of the repository.'),
  commitUrl: (z: Zod) => z.string().optional().describe('Page of the commit.'),
  contentsUrl: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Address of the folder on the branch, as `repoContentsUrl` of catalog:register.',
      ),
  catalogInfoUrl: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Address of the published catalog-info.yaml on the branch, for catalog:register.',
      ),
  pullRequestUrl: (z: Zod) =>
    z
      .string()
      .optional()
      .describe(
        'Page of the request, or the page on which it is opened by hand.',
      ),
};

type Values<S extends Record<string, (z: Zod) => { _output: unknown }>> = {
  [K in keyof S]: ReturnType<S[K]>['_output'];
};
type OptionalKeys<T> = {
  [K in keyof T]-?: undefined extends T[K] ? K : never;
}[keyof T];
type Loose<T> = Omit<T, OptionalKeys<T>> & Partial<Pick<T, OptionalKeys<T>>>;

/** What the action is given. */
export type ConfigRepoPublishInput = Loose<Values<typeof inputSchema>>;
/** What the action gives. */
export type ConfigRepoPublishOutput = Loose<Values<typeof outputSchema>>;
