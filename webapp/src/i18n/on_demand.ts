/**
 * The messages, by their ids, of what is loaded on demand. The English that is built in for everybody is spared them:
 * vite.config.ts leaves them out there, and gives what is loaded on demand none but them.
 */
export const onDemandMessages = /^blizz\.(?:my_room|qr\.label|settings|template|dialog\.(?:date|time|duration|repeat))/;
