/** Where an invitation goes: a channel, and in it a thread or none. */
export interface Place {
    channelId: string;
    /** Empty outside threads. */
    rootId: string;
}
