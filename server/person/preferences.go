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

// RemindMinutes are the possible times of a reminder, in minutes before a meeting. 0 means never.
var RemindMinutes = []int{0, 5, 10, 15, 30, 60}

const (
	defaultRemindMinutes = 10

	preferencesPrefix  = "me_" // the user's ID follows
	preferencesVersion = 1
	// preferencesTime is how long another server may not notice a changed preference.
	preferencesTime = time.Minute
)

var badRemindMinutes = problem.New(http.StatusBadRequest, "invalid_remind_before", &i18n.Message{
	ID:    "problem.remind_before",
	Other: "You can be reminded 5, 10, 15, 30 or 60 minutes before a meeting, or 0 for never.",
})

// Preference holds a person's choices.
type Preference struct {
	// RemindBeforeMinutes is one of RemindMinutes.
	RemindBeforeMinutes int `json:"remind_before_minutes"`
	// ShowStatus tells that the person's status is to show that they are in a meeting.
	ShowStatus bool `json:"show_status"`
	// DoNotDisturb tells that the person is to get no notifications during that.
	DoNotDisturb bool `json:"do_not_disturb"`
	// ShowJoined tells that others may see that the person joined a meeting. It is true by default.
	ShowJoined bool `json:"show_joined"`
}

// Changes are a person's new choices. A nil field stays unchanged.
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

// choose sets a choice if the person asked for it.
func choose[T any](choice, asked *T) {
	if asked != nil {
		*choice = *asked
	}
}

type storedPreference struct {
	kv.Header
	Preference
}

// Preferences stores people's choices.
type Preferences struct {
	table kv.Table[storedPreference]
	now   func() time.Time

	mutex  sync.Mutex
	cached map[string]Preference
	since  time.Time
}

// NewPreferences returns Preferences. now is the clock.
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

// Get returns a person's choices, or the defaults.
func (p *Preferences) Get(userID string) (Preference, error) {
	stored, err := p.table.Get(userID)
	if err != nil || stored.Version == 0 {
		return defaultPreference(), err
	}
	return stored.Preference, nil
}

// Set changes a person's choices and returns all of them.
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
	delete(p.cached, userID)
	return chosen, err
}

// Forget removes a person's choices.
func (p *Preferences) Forget(userID string) error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	delete(p.cached, userID)
	return p.table.Delete(userID)
}

// RemindBefore returns how many minutes before a meeting a person wants to be reminded; 0 for never. It remembers the
// answer for a minute, because one person may go to many meetings.
func (p *Preferences) RemindBefore(userID string) (int, error) {
	p.mutex.Lock()
	if age := p.now().Sub(p.since); p.cached == nil || age < 0 || age > preferencesTime {
		p.cached, p.since = map[string]Preference{}, p.now()
	}
	found, ok := p.cached[userID]
	p.mutex.Unlock()
	if ok {
		return found.RemindBeforeMinutes, nil
	}
	chosen, err := p.Get(userID)
	if err != nil {
		return 0, err
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.cached[userID] = chosen
	return chosen.RemindBeforeMinutes, nil
}
