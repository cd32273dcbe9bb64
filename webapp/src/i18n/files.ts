/**
 * The languages but English, by their files, each loaded where somebody reads it. This list is loaded then, too: what
 * everybody loads doesn't grow with it.
 */
export const files = import.meta.glob<{default: Record<string, string>}>(['./*.json', '!./en.json']);
