import type {Post} from '@mattermost/types/posts';
import type {GlobalState} from '@mattermost/types/store';
import React from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import {useSelector, useStore} from 'react-redux';

import type {Invitation} from '../card/invitation';
import {type Changes, changeInvitation, checkChange, type InvitationFields} from '../client';
import {withTexts} from '../i18n/texts';
import {changedPost, timeFormat} from '../mattermost/state';
import {standingAt} from '../schedule/plan';
import {writeRule} from '../schedule/repeat';
import {useTimeWords} from '../schedule/words';
import {Button} from '../ui/button';
import {Dialog} from '../ui/dialog';
import {ErrorNote} from '../ui/error_note';
import {Field} from '../ui/field';
import {dateAndTime, fieldsOf, type PlanFields, planOf} from './plan_fields';
import {PlanInputs} from './plan_inputs';
import {Preview} from './preview';
import {isOfField, refusalOf} from './refusals';
import {SecretField} from './secret_field';
import {TextField} from './text_field';
import {useCheck} from './use_check';

interface Props {
    post: Post;
    invitation: Invitation;
    /** Called by the web client once the dialog has closed. */
    onExited(): void;
}

/** Changes a planned invitation, or one start of a series. The post keeps its answers. */
export const ChangeDialog = withTexts(({post, invitation, onExited}: Props) => {
    const {formatMessage} = useIntl();
    const [shown, setShown] = React.useState(true);
    const changing = useChanging(post, invitation, () => setShown(false));
    const {fields, change, onlyStart, changes, check} = changing;
    // A change in the fields hides the former error.
    const errors = [check.refusal, !check.checked && changing.error];
    const refusal = (...codes: string[]) => refusalOf(errors, codes);
    const hide = () => changing.busy || setShown(false);

    return (
        <Dialog
            title={formatMessage({id: 'blizz.change.title'})}
            shown={shown}
            onHide={hide}
            onExited={onExited}
            onSubmit={changing.save}
            foot={
                <>
                    <Button label="blizz.cancel" look="btn-tertiary" aria-disabled={changing.busy} onClick={hide} />
                    <Button
                        type="submit"
                        label={changing.busy ? 'blizz.change.saving' : 'blizz.save'}
                        look={changing.busy ? 'btn-primary blizz-busy' : 'btn-primary'}
                        disabled={!changes || isOfField(check.refusal)}
                        aria-disabled={changing.busy}
                    />
                </>
            }
        >
            {invitation.plan.rule && <ScopeField {...changing} />}
            {!onlyStart && (
                <>
                    <TextField
                        label="blizz.dialog.meeting"
                        value={fields.meeting}
                        error={refusal('invalid_meeting')}
                        onChange={(meeting) => change({meeting})}
                    />
                    <SecretField errors={errors} confirmed={changing.confirmed} onConfirm={changing.setConfirmed} />
                    <TextField
                        label="blizz.dialog.topic"
                        value={fields.topic}
                        error={refusal('topic_too_long')}
                        onChange={(topic) => change({topic})}
                    />
                    <TextField
                        label="blizz.dialog.password"
                        value={fields.password}
                        error={refusal('password_too_long')}
                        onChange={(password) => change({password})}
                    />
                </>
            )}
            <PlanInputs
                fields={fields.plan}
                refusal={refusal}
                onlyStart={onlyStart}
                onChange={(plan) => change({plan})}
            />
            {!onlyStart && changes && check.last && <Preview checked={check.last} inviterId={post.user_id} />}
            <ErrorNote error={errors.find((error) => error && !isOfField(error))} />
        </Dialog>
    );
});

/** Chooses whether to change the whole series or its next start only. */
function ScopeField({onlyStart, next, setOnlyStart}: ReturnType<typeof useChanging>) {
    const words = useTimeWords();
    return (
        <Field
            kind="select"
            label="blizz.change.scope"
            value={onlyStart ? 'one' : 'all'}
            onChange={(scope) => setOnlyStart(scope === 'one')}
        >
            <option value="all">
                <FormattedMessage id="blizz.change.all">{(text) => <>{text}</>}</FormattedMessage>
            </option>
            <option value="one">{words.start(next)}</option>
        </Field>
    );
}

interface Fields {
    meeting: string;
    topic: string;
    password: string;
    plan: PlanFields;
}

function useChanging(post: Post, invitation: Invitation, onSaved: () => void) {
    const store = useStore<GlobalState>();
    const zone = useSelector((state: GlobalState) => timeFormat(state).timeZone);
    const next = standingAt(invitation.plan, Date.now()).start;
    const [before] = React.useState(() => fieldsBefore(invitation, zone));
    const [fields, setFields] = React.useState(before);
    const [onlyStart, setScope] = React.useState(false);
    const [busy, setBusy] = React.useState(false);
    const [error, setError] = React.useState<unknown>(null);
    const [confirmed, setConfirmed] = React.useState(false);
    const changes = withConsent(onlyStart ? moveOf(fields, next, zone) : changesOf(before, fields, zone), confirmed);
    const check = useCheck(changes, (asked, signal) => checkChange(post.id, asked, signal));

    const save = async () => {
        if (busy || !changes || isOfField(check.refusal)) {
            return;
        }
        setBusy(true);
        setError(null);
        try {
            const changed = await changeInvitation(post.id, changes);
            store.dispatch(changedPost(store.getState(), post, changed));
            onSaved();
        } catch (refusal) {
            setError(refusal);
        }
        setBusy(false);
    };

    const setOnlyStart = (only: boolean) => {
        setScope(only);
        setFields({...before, plan: only ? {...before.plan, ...dateAndTime(next, zone)} : before.plan});
    };
    const change = (part: Partial<Fields>) => {
        setFields((current) => ({...current, ...part}));
        if (part.meeting !== undefined) {
            setConfirmed(false); // another meeting needs a new confirmation
        }
    };
    return {
        fields,
        change,
        onlyStart,
        setOnlyStart,
        next,
        changes,
        check,
        busy,
        error,
        save,
        confirmed,
        setConfirmed,
    };
}

function fieldsBefore({meeting, topic, password, plan}: Invitation, zone?: string): Fields {
    const isBlizz = meeting.service.key === 'blizz';
    return {meeting: isBlizz ? meeting.displayID : meeting.url, topic, password, plan: fieldsOf(plan, zone)};
}

/** The changes, or null if there are none or the fields are incomplete. */
function changesOf(before: Fields, after: Fields, zone?: string): InvitationFields | null {
    const [was, is] = [before, after].map((fields) => allOf(fields, zone));
    if (!was || !is) {
        return null;
    }
    const changed = Object.entries(is).filter(([name, value]) => was[name as keyof InvitationFields] !== value);
    return changed.length > 0 ? Object.fromEntries(changed) : null;
}

function allOf({meeting, topic, password, plan}: Fields, zone?: string): Required<InvitationFields> | null {
    const planned = planOf(plan, zone);
    return (
        planned && {
            meeting: meeting.trim(),
            topic: topic.trim(),
            password: password.trim(),
            starts_at: planned.startsAt,
            duration_minutes: planned.durationMinutes,
            repeat: planned.rule ? writeRule(planned.rule) : '',
        }
    );
}

/** One start at another time. */
function moveOf({plan}: Fields, occurrence: number, zone?: string): Changes | null {
    const moved = planOf(plan, zone);
    return moved && moved.startsAt !== occurrence ? {occurrence, starts_at: moved.startsAt} : null;
}

/** The changes, with the person's consent to post a link that holds a key. */
function withConsent(changes: Changes | null, confirmed: boolean): Changes | null {
    return changes && confirmed ? {...changes, confirmed} : changes;
}
