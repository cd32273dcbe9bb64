import React from 'react';

import {fetchRooms} from '../client';

/** A meeting that the server remembers. */
export interface Room {
    /** Canonical. */
    meeting_id: string;
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
        let wanted = true;
        fetchRooms(channelId)
            .catch(() => noRooms)
            .then((answer) => wanted && setRooms(answer));
        return () => {
            wanted = false;
        };
    }, [channelId]);

    return rooms;
}

/** The room that is meant where nobody says which: the channel's, else one's own. */
export function usualRoom(rooms: Rooms): Room | null {
    return rooms.channel ?? rooms.mine;
}

/** The recent meetings that are no room already. */
export function otherRecent({mine, channel, recent}: Rooms): Room[] {
    const rooms = [mine?.meeting_id, channel?.meeting_id];
    return recent.filter(({meeting_id}) => !rooms.includes(meeting_id));
}
