export const proveText = { title: 'Prove' };
