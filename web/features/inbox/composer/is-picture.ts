const types = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** True for files that can stand in the text; everything else goes beside it. */
export const isPicture = (file: { type: string }): boolean => types.has(file.type)
