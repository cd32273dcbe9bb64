package person

import (
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"mattermost-plugin-blizz/server/kv"
	"mattermost-plugin-blizz/server/problem"
)

// RemindMinutes are how many minutes before a meeting a person can be reminded of it; 0 is never.
var RemindMinutes = []int{0, 5, 10, 15, 30, 60}

const (
	defaultRemindMinutes = 10

	preferencesPrefix  = "me_" // the user's ID follows
	preferencesVersion = 1
	// preferencesTime is how long another server may not know of a changed preference.
	preferencesTime = time.Minute
)

var badRemindMinutes = problem.New(http.StatusBadRequest, "invalid_remind_before", &i18n.Message{
	ID:    "problem.remind_before",
	Other: "You can be reminded 5, 10, 15, 30 or 60 minutes before a meeting, or 0 for never.",
})

// Preference is what a person chose.
type Preference struct {
	// RemindBeforeMinutes is one of RemindMinutes.
	RemindBeforeMinutes int `json:"remind_before_minutes"`
	// ShowStatus lets the person's status say that they are in a meeting.
	ShowStatus bool `json:"show_status"`
	// DoNotDisturb also keeps Mattermost's notifications away as long.
	DoNotDisturb bool `json:"do_not_disturb"`
	// ShowJoined lets others see that the person joined a meeting from here. It is true until they choose otherwise.
	ShowJoined bool `json:"show_joined"`
}

// Changes are what a person chooses anew. What is nil stays as it is.
type Changes struct {
	RemindBeforeMinutes *int
	ShowStatus          *bool
	DoNotDisturb        *bool
	ShowJoined          *bool
}

func (c Changes) apply(p *Preference) {
	choose(&p.RemindBeforeMinutes, c.RemindBeforeMinutes)
	choose(&p.ShowStatus, c.ShowStatus)
	choose(&p.DoNotDisturb, c.DoNotDisturb)
	choose(&p.ShowJoined, c.ShowJoined)
}

// choose sets a choice to what the person asked for, if they did.
func choose[T any](choice, asked *T) {
	if asked != nil {
		*choice = *asked
	}
}

type storedPreference struct {
	kv.Header
	Preference
}

// Preferences knows what people chose.
type Preferences struct {
	table kv.Table[storedPreference]
	now   func() time.Time

	mutex sync.Mutex
	known map[string]Preference
	since time.Time
}

// NewPreferences knows the stored preferences. now is the clock.
func NewPreferences(api kv.API, now func() time.Time) *Preferences {
	p := &Preferences{now: now}
	p.table.API, p.table.Prefix, p.table.Format = api, preferencesPrefix, kv.Format{Version: preferencesVersion}
	p.table.Check = func(s *storedPreference) bool { return slices.Contains(RemindMinutes, s.RemindBeforeMinutes) }
	p.table.IsEmpty = func(s storedPreference) bool { return s.Preference == defaultPreference() }
	return p
}

func defaultPreference() Preference {
	return Preference{RemindBeforeMinutes: defaultRemindMinutes, ShowJoined: true}
}

// Get is what a person chose, or what holds for those who chose nothing.
func (p *Preferences) Get(userID string) (Preference, error) {
	stored, err := p.table.Get(userID)
	if err != nil || stored.Version == 0 {
		return defaultPreference(), err
	}
	return stored.Preference, nil
}

// Set changes what a person chose, and answers with what holds then.
func (p *Preferences) Set(userID string, changes Changes) (Preference, error) {
	if asked := changes.RemindBeforeMinutes; asked != nil && !slices.Contains(RemindMinutes, *asked) {
		return Preference{}, badRemindMinutes
	}
	var chosen Preference
	err := p.table.Change(userID, func(s *storedPreference) bool {
		before := *s
		if s.Version == 0 {
			s.Preference = defaultPreference()
			before.Preference = s.Preference
		}
		changes.apply(&s.Preference)
		chosen = s.Preference
		return s.Preference != before.Preference
	})
	p.mutex.Lock()
	defer p.mutex.Unlock()
	delete(p.known, userID)
	return chosen, err
}

// Forget removes what a person chose.
func (p *Preferences) Forget(userID string) error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	delete(p.known, userID)
	return p.table.Delete(userID)
}

// RemindBefore is how many minutes before a meeting a person wants to be reminded; 0 for never. It is remembered for a
// minute, as one person may go to many meetings.
func (p *Preferences) RemindBefore(userID string) (int, error) {
	p.mutex.Lock()
	if age := p.now().Sub(p.since); p.known == nil || age < 0 || age > preferencesTime {
		p.known, p.since = map[string]Preference{}, p.now()
	}
	known, ok := p.known[userID]
	p.mutex.Unlock()
	if ok {
		return known.RemindBeforeMinutes, nil
	}
	chosen, err := p.Get(userID)
	if err != nil {
		return 0, err
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.known[userID] = chosen
	return chosen.RemindBeforeMinutes, nil
}
