/** The plugin's id in plugin.json. */
export const pluginId = 'blizz';

/** The plugin's name in plugin.json. */
export const pluginName = 'Blizz Meetings';

/** The type of a post that is an invitation. */
export const postType = 'custom_blizz';
