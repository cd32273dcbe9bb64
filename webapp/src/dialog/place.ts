/** Where an invitation goes: a channel and maybe a thread. */
export interface Place {
    channelId: string;
    /** Empty outside threads. */
    rootId: string;
}
