/** The plugin's id in plugin.json. */
export const pluginId = 'blizz';

/** The type of a post that is an invitation. */
export const postType = 'custom_blizz';
