import React from 'react';

import {fetchRooms} from '../client';
import {blizzKey} from '../settings';

/** A room or a recent meeting. */
export interface Room {
    /** The service's key. */
    service?: string;
    /** The canonical ID. Empty for a whole link. */
    meeting_id: string;
    display_id: string;
    /** Empty if the service is no longer set up. */
    join_url: string;
    /** The topic of a recent meeting. */
    topic?: string;
}

/** The meetings to choose from in a channel: the answer of GET /rooms. */
export interface Rooms {
    mine: Room | null;
    channel: Room | null;
    /** Newest first. */
    recent: Room[];
    /** Whether the person may set the channel's room. */
    can_set_channel: boolean;
}

const noRooms: Rooms = {mine: null, channel: null, recent: [], can_set_channel: false};

/** Loads the rooms for a channel. Undefined until they have arrived. If they can't be loaded, there are none. */
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

/** The text by which the server finds a room: the ID, or the link if the service's IDs are only read in links. */
export function roomText({
    service = blizzKey,
    meeting_id,
    join_url,
}: Pick<Room, 'service' | 'meeting_id' | 'join_url'>) {
    return service === blizzKey ? meeting_id : join_url;
}

/** The default room: the channel's, otherwise the person's own. */
export function usualRoom(rooms: Rooms): Room | null {
    return rooms.channel ?? rooms.mine;
}

/** The recent meetings that are no rooms. */
export function otherRecent({mine, channel, recent}: Rooms): Room[] {
    const rooms = [mine, channel].map((room) => room && roomText(room));
    return recent.filter((room) => !rooms.includes(roomText(room)));
}
