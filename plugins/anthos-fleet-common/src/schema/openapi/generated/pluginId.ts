export const pluginId = 'anthos-fleet';
