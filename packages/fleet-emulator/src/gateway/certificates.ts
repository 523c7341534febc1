import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { generate } from 'selfsigned';

/** What the Gateway needs to speak TLS, all of it PEM. */
export interface Certificates {
  /** The authority that clients must trust. */
  ca: string;
  cert: string;
  key: string;
}

const FILES = { ca: 'ca.pem', cert: 'gateway.pem', key: 'gateway-key.pem' };
const DAYS = 365;
/** A certificate that is about to end is made anew. */
const SPARE_DAYS = 7;
const COMMON = { keyType: 'ec', algorithm: 'sha256' } as const;

/** Names of this machine: nobody else can reach the emulator. */
const NAMES = [
  { type: 2, value: 'localhost' },
  { type: 2, value: '*.localhost' },
  { type: 7, ip: '127.0.0.1' },
  { type: 7, ip: '::1' },
] as const;

function validity() {
  const now = DateTime.utc();
  return {
    notBeforeDate: now.minus({ days: 1 }).toJSDate(),
    notAfterDate: now.plus({ days: DAYS }).toJSDate(),
  };
}

async function create(): Promise<Certificates> {
  const authority = await generate(
    [{ name: 'commonName', value: 'Fleet emulator authority' }],
    {
      ...COMMON,
      ...validity(),
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    },
  );
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...COMMON,
    ...validity(),
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [...NAMES] },
    ],
  });
  return { ca: authority.cert, cert: leaf.cert, key: leaf.private };
}

function isUsable({ ca, cert }: Certificates): boolean {
  const leaf = new X509Certificate(cert);
  const end = DateTime.fromJSDate(new Date(leaf.validTo));
  return (
    leaf.checkIssued(new X509Certificate(ca)) &&
    end > DateTime.utc().plus({ days: SPARE_DAYS })
  );
}

async function read(folder: string): Promise<Certificates | undefined> {
  try {
    const [ca, cert, key] = await Promise.all(
      [FILES.ca, FILES.cert, FILES.key].map(file =>
        readFile(join(folder, file), 'utf8'),
      ),
    );
    const certificates = { ca, cert, key };
    return isUsable(certificates) ? certificates : undefined;
  } catch {
    // Not there, or not readable as certificates: they are made anew.
    return undefined;
  }
}

/**
 * The certificates of the Gateway: those in the folder, or new ones, which are written there so
 * that a restart changes nothing for clients. Without a folder they are new every time.
 */
export async function gatewayCertificates(
  folder?: string,
): Promise<Certificates> {
  const known = folder && (await read(folder));
  if (known) {
    return known;
  }
  const certificates = await create();
  if (folder) {
    await mkdir(folder, { recursive: true });
    await Promise.all([
      writeFile(join(folder, FILES.ca), certificates.ca),
      writeFile(join(folder, FILES.cert), certificates.cert),
      writeFile(join(folder, FILES.key), certificates.key, { mode: 0o600 }),
    ]);
  }
  return certificates;
}
