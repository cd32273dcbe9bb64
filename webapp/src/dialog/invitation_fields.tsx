import React from 'react';

import type {Rooms} from '../rooms/rooms';
import {Check} from '../ui/check';
import {ErrorNote} from '../ui/error_note';
import {type Keep, KeepField} from './keep_field';
import {MeetingField} from './meeting_field';
import {PlanInputs} from './plan_inputs';
import {Preview} from './preview';
import {isOfField, refusalOf} from './refusals';
import {RoomField} from './room_field';
import {SecretField} from './secret_field';
import {TextField} from './text_field';
import {anotherMeeting, type useDraft} from './use_draft';
import {useServiceName} from './use_service_name';

interface Props {
    /** Undefined until they have arrived. */
    rooms: Rooms | undefined;
    filling: ReturnType<typeof useDraft>;
    /** The error of the last try to post. */
    error: unknown;
    keep: Keep;
    offered: Keep;
    onKeep(keep: Keep): void;
}

/** The fields of an invitation, each with the server's error, and a preview below. */
export function InvitationFields({rooms, filling, error, keep, offered, onKeep}: Props) {
    const {fields, change, check, choice} = filling;
    const serviceName = useServiceName(check.checked?.service);
    // A change in the fields hides the former error.
    const refusal = (...codes: string[]) => refusalOf([check.refusal, !check.checked && error], codes);

    return (
        <>
            {rooms && <RoomField rooms={rooms} choice={choice} onChoose={(room) => change({choice: room})} />}
            {rooms && choice === anotherMeeting && (
                <MeetingField
                    value={fields.text}
                    found={check.checked && {...check.checked, serviceName}}
                    refusal={refusal('invalid_meeting')}
                    autoFocus={filling.isChosen}
                    onChange={(text) => change({text})}
                />
            )}
            <SecretField
                errors={[check.refusal, error]}
                confirmed={fields.confirmed}
                onConfirm={(confirmed) => change({confirmed})}
            />
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
            <div>
                <Check label="blizz.dialog.later" checked={fields.later} onChange={filling.setLater} />
                {fields.later && fields.plan && (
                    <PlanInputs fields={fields.plan} refusal={refusal} onChange={(plan) => change({plan})} />
                )}
            </div>
            <KeepField offered={offered} keep={keep} onChange={onKeep} />
            {check.last && <Preview checked={check.last} />}
            <ErrorNote error={[check.refusal, error].find((problem) => problem && !isOfField(problem))} />
        </>
    );
}
