import React from 'react';

import {Field} from '../ui/field';

interface Props {
    /** The id of the label's text. */
    label: string;
    value: string[];
    error: string;
    onChange(value: string[]): void;
}

/** A field for a list of words. It keeps the typed text. Otherwise nobody could type a space between two words. */
export function ListField({value, onChange, ...props}: Props) {
    const [typed, setTyped] = React.useState('');
    const words = value.join(' ');
    return (
        <Field
            kind="input"
            dir="ltr"
            spellCheck={false}
            value={wordsIn(typed).join(' ') === words ? typed : words}
            onChange={(text) => {
                setTyped(text);
                onChange(wordsIn(text));
            }}
            {...props}
        />
    );
}

function wordsIn(text: string): string[] {
    return text.split(/[\s,]+/).filter(Boolean);
}
