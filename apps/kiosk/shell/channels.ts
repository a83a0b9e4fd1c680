// The only words that preload and main speak with each other.
export const channel = { beat: 'shell:beat', exit: 'shell:exit', screen: 'shell:screen' } as const;
