const GLOBAL = 'https://connectgateway.googleapis.com';
const REGIONAL = 'https://{location}-connectgateway.googleapis.com';
const GOOGLE_HOST = /^([a-z0-9-]{1,63}-)?connectgateway\.googleapis\.com$/;
const LOCATION = /^[a-z0-9-]{1,63}$/;

/**
 * The only addresses of the gateway that a fleet's access token is sent to: the configured one, or
 * Google's own, worldwide and of the location of a cluster's registration.
 */
export class GatewayHosts {
  readonly #endpoint: string | undefined;

  /** @param endpoint - as configured; may contain `{location}` */
  constructor(endpoint: string | undefined) {
    this.#endpoint = endpoint?.replace(/\/+$/, '');
  }

  /** The addresses for a location, the preferred one first; none for what is no location. */
  homesOf(location: string): string[] {
    if (!LOCATION.test(location)) {
      return [];
    }
    if (this.#endpoint) {
      return [this.#endpoint.replace('{location}', location)];
    }
    return location === 'global'
      ? [GLOBAL]
      : [REGIONAL.replace('{location}', location), GLOBAL];
  }

  /**
   * Which of a location's addresses an answer means by an address.
   *
   * @returns undefined when it means none of them; the rest of the address is not looked at
   */
  recognise(address: URL, location: string): string | undefined {
    if (address.username || address.password) {
      return undefined;
    }
    const homes = this.homesOf(location);
    const home = homes.find(
      candidate => new URL(candidate).origin === address.origin,
    );
    if (home || !this.#endpoint) {
      return home;
    }
    // Where another address is configured Google still answers with its own: what is said there
    // is true of the configured one, which is what is called.
    return address.protocol === 'https:' && GOOGLE_HOST.test(address.host)
      ? homes[0]
      : undefined;
  }
}
