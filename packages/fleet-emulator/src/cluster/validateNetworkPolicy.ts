import { isIP } from 'node:net';
import { fieldErrors, KubeCause } from './KubeError';
import { Json, KubeObject } from './objects';

const { required, invalid, forbidden, notSupported } = fieldErrors;

function isCidr(text: unknown): boolean {
  const [address, bits, ...rest] = String(text).split('/');
  const version = isIP(address);
  return (
    version > 0 &&
    rest.length === 0 &&
    /^\d{1,3}$/.test(bits ?? '') &&
    Number(bits) <= (version === 4 ? 32 : 128)
  );
}

function validatePort({ port, endPort, protocol }: Json, at: string) {
  const causes: KubeCause[] = [];
  if (protocol && !['TCP', 'UDP', 'SCTP'].includes(protocol)) {
    causes.push(
      notSupported(`${at}.protocol`, protocol, ['SCTP', 'TCP', 'UDP']),
    );
  }
  if (typeof port === 'number' && !(port >= 1 && port <= 65_535)) {
    causes.push(
      invalid(`${at}.port`, port, 'must be between 1 and 65535, inclusive'),
    );
  }
  if (endPort !== undefined) {
    if (typeof port !== 'number') {
      causes.push(
        port === undefined
          ? required(`${at}.port`, 'must be specified when endPort is set')
          : invalid(
              `${at}.endPort`,
              endPort,
              'may not be specified when `port` is a string',
            ),
      );
    } else if (endPort < port) {
      causes.push(
        invalid(
          `${at}.endPort`,
          endPort,
          'must be greater than or equal to `port`',
        ),
      );
    }
  }
  return causes;
}

function validatePeer(peer: Json, at: string): KubeCause[] {
  const { ipBlock, podSelector, namespaceSelector } = peer;
  if (!ipBlock && !podSelector && !namespaceSelector) {
    return [required(at, 'must specify a peer')];
  }
  if (!ipBlock) {
    return [];
  }
  const causes = [ipBlock.cidr, ...(ipBlock.except ?? [])]
    .filter(cidr => !isCidr(cidr))
    .map(cidr =>
      invalid(
        `${at}.ipBlock.cidr`,
        cidr ?? '',
        'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
      ),
    );
  return podSelector || namespaceSelector
    ? [
        ...causes,
        forbidden(at, 'may not specify both ipBlock and another peer'),
      ]
    : causes;
}

export function validateNetworkPolicy({ spec }: KubeObject): KubeCause[] {
  const list = (value: unknown): Json[] => (Array.isArray(value) ? value : []);
  const rules = (field: 'ingress' | 'egress', peers: 'from' | 'to') =>
    list(spec?.[field]).flatMap((rule, index) => {
      const at = `spec.${field}[${index}]`;
      return [
        ...list(rule?.ports).flatMap((port, place) =>
          validatePort(port, `${at}.ports[${place}]`),
        ),
        ...list(rule?.[peers]).flatMap((peer, place) =>
          validatePeer(peer ?? {}, `${at}.${peers}[${place}]`),
        ),
      ];
    });
  const types = list(spec?.policyTypes).flatMap((type, index) =>
    ['Ingress', 'Egress'].includes(String(type))
      ? []
      : [
          notSupported(`spec.policyTypes[${index}]`, type, [
            'Egress',
            'Ingress',
          ]),
        ],
  );
  return [...rules('ingress', 'from'), ...rules('egress', 'to'), ...types];
}
