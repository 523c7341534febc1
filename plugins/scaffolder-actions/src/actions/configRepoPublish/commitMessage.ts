import { hasUnseen } from '../../git';
import type { PublishContext } from './createConfigRepoPublishAction';

/** Key of the line of a commit message that names the task. */
export const TASK_TRAILER = 'Backstage-Task';
const USER_TRAILER = 'Backstage-User';

/**
 * The message with lines that say where the commit comes from. They are a paragraph of their own:
 * lines of the same form that somebody wrote into the message are none of Git's trailers then.
 */
export function commitMessage(
  message: string,
  { task, user }: Pick<PublishContext, 'task' | 'user'>,
): string {
  const trailers = [
    [TASK_TRAILER, task.id],
    [USER_TRAILER, user?.ref],
  ].flatMap(([key, value]) =>
    value && !hasUnseen(value) ? `${key}: ${value}` : [],
  );
  return [message, trailers.join('\n')].filter(Boolean).join('\n\n');
}

/** True for the message of a commit that this action made. */
export function isOurs(message: string): boolean {
  const last = message.trim().split('\n\n').at(-1) ?? '';
  return last.startsWith(`${TASK_TRAILER}: `);
}
