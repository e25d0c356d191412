/**
 * The kubelet of imported clusters. It works like the one with which dumps were recorded: containers and probes are not
 * simulated; a Pod becomes Ready or it does not.
 */
export const standIn = { podAddress: 'running', terminate: 150, volumes: 'ignored' } as const;
