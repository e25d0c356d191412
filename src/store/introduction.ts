/** The steps of the introduction: write and apply; watch and read why; go back, or break something; a last word. */
export const introductionSteps = ['apply', 'watch', 'explore', 'end'] as const;
