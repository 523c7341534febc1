import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { X509Certificate } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatewayCertificates } from './certificates';

describe('certificates', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fleet-emulator-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are for this machine, and signed by their authority', async () => {
    const { ca, cert } = await gatewayCertificates();
    const leaf = new X509Certificate(cert);
    const authority = new X509Certificate(ca);
    expect(leaf.verify(authority.publicKey)).toBe(true);
    expect(authority.ca).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkHost('localhost')).toBe('localhost');
    expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(leaf.checkIP('::1')).toBe('::1');
  });

  it('stay the same in a folder, with the key to oneself', async () => {
    const state = join(folder, 'state');
    const first = await gatewayCertificates(state);
    expect(await gatewayCertificates(state)).toEqual(first);
    expect(await readFile(join(state, 'ca.pem'), 'utf8')).toBe(first.ca);
    const { mode } = await stat(join(state, 'gateway-key.pem'));
    expect((mode % 0o1000).toString(8)).toBe('600');
  });

  it('are made anew when they cannot be read', async () => {
    const first = await gatewayCertificates(folder);
    await writeFile(join(folder, 'gateway.pem'), 'nonsense');
    const second = await gatewayCertificates(folder);
    expect(second.ca).not.toBe(first.ca);
    expect(await gatewayCertificates(folder)).toEqual(second);
  });
});
