const WEBHOOK =
  /admission webhook "([^"\s]{1,253})" denied the request(?: without explanation)?:? ?/;
const POLICY =
  /ValidatingAdmissionPolicy '([^'\s]{1,253})' with binding '([^'\s]{1,253})' denied request: ?/;
const GATEKEEPER = /(^|\.)gatekeeper\.sh$/;
/** Gatekeeper begins every line with the constraint that it is about. */
const CONSTRAINT = /^\[([a-z0-9][-a-z0-9.]{0,252})\] /;
const OF_GATEKEEPER = 'gatekeeper-';

/** What an admission webhook or policy says that refuses an object. */
export interface WebhookRefusal {
  webhook: string;
  constraint?: string;
  message: string;
  remedy: string;
}

/** Finds in a refusal which webhook or policy it is of, and for which constraint it speaks. */
export function readWebhookRefusal(
  message: string,
): WebhookRefusal | undefined {
  const hook = WEBHOOK.exec(message);
  if (hook) {
    const [found, webhook] = hook;
    const words = message.slice(hook.index + found.length).trim();
    const constraint = GATEKEEPER.test(webhook)
      ? CONSTRAINT.exec(words)?.[1]
      : undefined;
    return refusal(webhook, constraint, words || message);
  }
  const policy = POLICY.exec(message);
  if (policy) {
    const [found, name, binding] = policy;
    const words = message.slice(policy.index + found.length).trim();
    const constraint = binding.startsWith(OF_GATEKEEPER)
      ? binding.slice(OF_GATEKEEPER.length)
      : undefined;
    return refusal(name, constraint, words || message);
  }
  return undefined;
}

function refusal(
  webhook: string,
  constraint: string | undefined,
  message: string,
): WebhookRefusal {
  return {
    webhook,
    message,
    ...(constraint && { constraint }),
    remedy: constraint
      ? `Change the object so that it meets the constraint ${constraint}, or ask whoever keeps the policies for an exemption`
      : `Change the object so that ${webhook} admits it`,
  };
}
