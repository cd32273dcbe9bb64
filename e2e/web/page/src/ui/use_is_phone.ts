import {useEffect, useState} from 'react';

// Below this width, Mattermost uses its layout for phones.
const phone = window.matchMedia('(max-width: 768px)');

export function useIsPhone(): boolean {
    const [isPhone, setIsPhone] = useState(phone.matches);
    useEffect(() => {
        const update = () => setIsPhone(phone.matches);
        phone.addEventListener('change', update);
        return () => phone.removeEventListener('change', update);
    }, []);
    return isPhone;
}
