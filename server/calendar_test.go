package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// calendar returns the lines of an invitation's calendar file. It joins folded lines.
func (w *world) calendar(post *model.Post) []string {
	w.t.Helper()
	got := w.asks(w.bob, http.MethodGet, "/invitations/"+post.Id+"/calendar.ics", "")
	require.Equal(w.t, http.StatusOK, got.Status, got.Body)
	return strings.Split(strings.ReplaceAll(got.Body, "\r\n ", ""), "\r\n")
}

func TestCalendar(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "Sprint review; part 1, 2 --at tomorrow 9:00 --for 1h30m --password s3cret")
	lines := w.calendar(post)
	for _, line := range []string{
		"BEGIN:VCALENDAR",
		"VERSION:2.0",
		"UID:" + post.GetProp("plan_id").(string) + "@chat.example",
		"DTSTART:20261024T070000Z",
		"DTEND:20261024T083000Z",
		`SUMMARY:Sprint review\; part 1\, 2`,
		`DESCRIPTION:alice invites you\nMeeting ID: m12-345-678\nJoin: https://go.blizz.com/join/m12345678\nPassword: s3cret`,
		"URL:https://go.blizz.com/join/m12345678",
		"STATUS:CONFIRMED",
		"SEQUENCE:0",
	} {
		assert.Contains(t, lines, line)
	}

	w.types(w.alice, "/blizz end all")
	cancelled := w.calendar(post)
	for _, line := range []string{"UID:" + post.GetProp("plan_id").(string) + "@chat.example", "DTSTART:20261024T070000Z", "STATUS:CANCELLED", "SEQUENCE:1"} {
		assert.Contains(t, cancelled, line)
	}
	assert.NotContains(t, strings.Join(cancelled, "\n"), "go.blizz.com")
}

// TestCalendarInABrowserWithoutASession: phones open the link of a message in such a browser.
func TestCalendarInABrowserWithoutASession(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at 14:30")
	for name, c := range map[string]struct {
		user, method, path string
		want               string
	}{
		"no session":  {"", http.MethodGet, post.Id + "/calendar.ics", "https://chat.example/_redirect/pl/" + post.Id},
		"no such ID":  {"", http.MethodGet, "%2F%2Fevil.example/calendar.ics", ""},
		"a session":   {w.bob, http.MethodGet, post.Id + "/calendar.ics", ""},
		"not to read": {"", http.MethodPost, post.Id + "/end", ""},
	} {
		t.Run(name, func(t *testing.T) {
			request := httptest.NewRequest(c.method, "/api/v1/invitations/"+c.path, nil)
			request.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
			request.Header.Set("Mattermost-User-Id", c.user)
			assert.Equal(t, c.want, w.headers(request).Get("Location"))
		})
	}
	assert.Equal(t, http.StatusUnauthorized, w.asks("", http.MethodGet, "/invitations/"+post.Id+"/calendar.ics", "").Status, "a program")
}

func TestCalendarOfAMeetingThatRepeats(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "Stand-up --at 14:30 --for 15m --every weekday")
	lines := w.calendar(post)
	for _, line := range []string{
		"DTSTART;TZID=Europe/Berlin:20261023T143000",
		"DTEND;TZID=Europe/Berlin:20261023T144500",
		"RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
		"TZID:Europe/Berlin",
		"DTSTART:20260329T020000",
		"DTSTART:20261025T030000",
		"TZOFFSETFROM:+0200",
		"TZOFFSETTO:+0100",
	} {
		assert.Contains(t, lines, line)
	}

	w.clock.Set(at(t, "2026-10-27T15:00:00+01:00"))
	w.types(w.alice, "/blizz end all")
	ended := w.calendar(post)
	assert.Contains(t, ended, "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261027T140000Z")
	assert.Contains(t, ended, "SEQUENCE:1")
	assert.Contains(t, ended, "STATUS:CONFIRMED")
}

func TestCalendarAsAFile(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at 14:30")
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "/api/v1/invitations/"+post.Id+"/calendar.ics", nil)
	require.NoError(t, err)
	request.Header.Set("Mattermost-User-Id", w.bob)
	header := w.headers(request)
	assert.Equal(t, "text/calendar; charset=utf-8", header.Get("Content-Type"))
	assert.Equal(t, "attachment; filename=blizz-m12-345-678.ics", header.Get("Content-Disposition"))
}

func TestOnlyPeopleWhoCanReadThePostGetTheCalendar(t *testing.T) {
	w := newPlannedWorld(t)
	post := w.plans(w.alice, "--at 14:30")
	stranger := w.AddUser("dave", "en")
	now := w.invites(w.alice, nil).post(t)
	for name, c := range map[string]struct {
		user, post string
		status     int
	}{
		"no session":      {"", post.Id, http.StatusUnauthorized},
		"not a member":    {stranger, post.Id, http.StatusNotFound},
		"without start":   {w.alice, now.Id, http.StatusNotFound},
		"no such post":    {w.alice, model.NewId(), http.StatusNotFound},
		"not a post's ID": {w.alice, "x", http.StatusNotFound},
	} {
		assert.Equal(t, c.status, w.asks(c.user, http.MethodGet, "/invitations/"+c.post+"/calendar.ics", "").Status, name)
	}
}
