export interface Config {
  anthosFleet?: {};
}
