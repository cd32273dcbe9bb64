/** Measures of the card in style.css, in pixels. */
const frame = 2 * (16 + 1);
const line = 20;
const button = 40;
const answers = 12 + 32;
/** The second row reaches into the frame's padding. With a mouse, it overlaps the card's edge and needs no height. */
const actions = matchMedia('(hover: hover)').matches ? 0 : 8 + 32 - 8;

/**
 * Returns the height of a card on a wide window, in pixels, from its post's props. A stand-in has the same height, so
 * that nothing moves when the card appears. Props can hold anything, so it is only a guess for posts of other programs.
 */
export function cardHeight(props: Record<string, unknown>): number {
    const ended = props.status === 'ended' || props.status === 'cancelled';
    const parts = [
        true,
        !ended || props.topic,
        ended,
        props.starts_at && (!ended || props.status === 'cancelled'),
        props.password && !ended,
        props.lasted_minutes || props.joined_count,
    ];
    const lines = parts.filter(Boolean).length;
    const rows = ended ? 0 : actions + (props.starts_at ? answers : 0);
    return frame + Math.max(button, lines * line) + rows;
}
