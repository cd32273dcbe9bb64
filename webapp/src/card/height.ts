/** The card's measures in style.css, in pixels. */
const frame = 2 * (16 + 1);
const line = 20;
const button = 40;
const answers = 12 + 32;
/** The second row reaches into the frame's padding. With a mouse it lies on the card's edge, and takes no height. */
const actions = matchMedia('(hover: hover)').matches ? 0 : 8 + 32 - 8;

/**
 * How high a card is on a wide window, in pixels, by its post's props. What stands in for it until it is there takes the
 * same height, so that nothing jumps. Props can hold anything: the height is only a guess for those of other programs.
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
