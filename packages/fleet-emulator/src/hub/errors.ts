/** Google's canonical codes with their HTTP status. */
const STATUSES = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ABORTED: 409,
  ALREADY_EXISTS: 409,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
  UNIMPLEMENTED: 501,
  UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
} as const;

/** @public */
export type GoogleStatus = keyof typeof STATUSES;

interface Detail {
  '@type': string;
  [field: string]: unknown;
}

const SERVICE = 'gkehub.googleapis.com';

/** APIs by the names that their errors give them. */
const TITLES: Record<string, string> = {
  [SERVICE]: 'GKE Hub API',
  'connectgateway.googleapis.com': 'Connect Gateway API',
};

function errorInfo(
  reason: string,
  domain: string,
  metadata: Record<string, string>,
): Detail {
  return {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason,
    domain,
    metadata,
  };
}

/** An answer that is an error, in the form all of Google's APIs share. */
export class HubError extends Error {
  readonly code: number;

  constructor(
    readonly status: GoogleStatus,
    message: string,
    readonly details: Detail[] = [],
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
    this.name = 'HubError';
    this.code = STATUSES[status];
  }

  toJson(): string {
    const { code, message, status, details } = this;
    return JSON.stringify({
      error: {
        code,
        message,
        status,
        ...(details.length ? { details } : {}),
      },
    });
  }

  static missingCredentials(service = SERVICE): HubError {
    return new HubError(
      'UNAUTHENTICATED',
      'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
      [
        errorInfo('CREDENTIALS_MISSING', 'googleapis.com', {
          service,
        }),
      ],
      { 'www-authenticate': 'Bearer realm="https://accounts.google.com/"' },
    );
  }

  static invalidCredentials(service = SERVICE): HubError {
    return new HubError(
      'UNAUTHENTICATED',
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
      [
        errorInfo('ACCESS_TOKEN_EXPIRED', 'googleapis.com', {
          service,
        }),
      ],
      {
        'www-authenticate':
          'Bearer realm="https://accounts.google.com/", error="invalid_token"',
      },
    );
  }

  static permissionDenied(permission: string, resource: string): HubError {
    return new HubError(
      'PERMISSION_DENIED',
      `Permission '${permission}' denied on '${resource}'`,
      [
        errorInfo('IAM_PERMISSION_DENIED', 'iam.googleapis.com', {
          permission,
          resource,
        }),
      ],
    );
  }

  static serviceDisabled(projectNumber: string, service = SERVICE): HubError {
    const title = TITLES[service];
    const url = `https://console.developers.google.com/apis/api/${service}/overview?project=${projectNumber}`;
    return new HubError(
      'PERMISSION_DENIED',
      `${title} has not been used in project ${projectNumber} before or it is disabled. Enable it by visiting ${url} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`,
      [
        errorInfo('SERVICE_DISABLED', 'googleapis.com', {
          service,
          serviceTitle: title,
          consumer: `projects/${projectNumber}`,
          activationUrl: url,
        }),
        {
          '@type': 'type.googleapis.com/google.rpc.Help',
          links: [
            { description: 'Google developers console API activation', url },
          ],
        },
      ],
    );
  }

  static notFound(resource: string): HubError {
    return new HubError('NOT_FOUND', `Resource '${resource}' was not found`, [
      errorInfo('RESOURCE_NOT_FOUND', SERVICE, { resource }),
    ]);
  }

  static alreadyExists(resource: string): HubError {
    return new HubError(
      'ALREADY_EXISTS',
      `Resource '${resource}' already exists`,
      [errorInfo('RESOURCE_ALREADY_EXISTS', SERVICE, { resource })],
    );
  }

  static invalid(field: string, description: string): HubError {
    return new HubError(
      'INVALID_ARGUMENT',
      `Invalid ${field}: ${description}`,
      [
        {
          '@type': 'type.googleapis.com/google.rpc.BadRequest',
          fieldViolations: [{ field, description }],
        },
      ],
    );
  }

  static unavailable(location?: string): HubError {
    return new HubError(
      'UNAVAILABLE',
      location
        ? `Location ${location} is currently unreachable.`
        : 'The service is currently unavailable.',
    );
  }

  static rateLimited(service = SERVICE): HubError {
    return new HubError(
      'RESOURCE_EXHAUSTED',
      `Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute' of service '${service}'.`,
      [
        errorInfo('RATE_LIMIT_EXCEEDED', 'googleapis.com', {
          service,
        }),
      ],
    );
  }
}
