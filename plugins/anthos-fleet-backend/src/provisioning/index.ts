export { Provisioning } from './Provisioning';
export type { FleetProvisioner, ProvisioningOptions } from './Provisioning';
