import React from 'react';

import {fetchRooms} from '../client';
import {blizzKey} from '../settings';

/** A meeting that the server remembers. */
export interface Room {
    /** The service's key. */
    service?: string;
    /** Canonical; empty for a whole link. */
    meeting_id: string;
    display_id: string;
    /** Empty where the service is no longer set up. */
    join_url: string;
    /** What it was about, for a recent meeting. */
    topic?: string;
}

/** The rooms that somebody has to choose from in a channel: the answer of GET /rooms. */
export interface Rooms {
    mine: Room | null;
    channel: Room | null;
    /** Newest first. */
    recent: Room[];
    /** Whether the person may set the channel's room. */
    can_set_channel: boolean;
}

const noRooms: Rooms = {mine: null, channel: null, recent: [], can_set_channel: false};

/** Reads the rooms for a channel. Undefined until they have come; none where they can't be had. */
export function useRooms(channelId: string): Rooms | undefined {
    const [rooms, setRooms] = React.useState<Rooms>();

    React.useEffect(() => {
        const controller = new AbortController();
        fetchRooms(channelId, controller.signal)
            .catch(() => noRooms)
            .then((answer) => !controller.signal.aborted && setRooms(answer));
        return () => controller.abort();
    }, [channelId]);

    return rooms;
}

/** What names a room to the server: the ID, or the link where IDs are read only in one. */
export function roomText({
    service = blizzKey,
    meeting_id,
    join_url,
}: Pick<Room, 'service' | 'meeting_id' | 'join_url'>) {
    return service === blizzKey ? meeting_id : join_url;
}

/** The room that is meant where nobody says which: the channel's, else one's own. */
export function usualRoom(rooms: Rooms): Room | null {
    return rooms.channel ?? rooms.mine;
}

/** The recent meetings that are no room already. */
export function otherRecent({mine, channel, recent}: Rooms): Room[] {
    const rooms = [mine, channel].map((room) => room && roomText(room));
    return recent.filter((room) => !rooms.includes(roomText(room)));
}
