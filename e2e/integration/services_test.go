package integration

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/stretchr/testify/require"

	"mattermost-plugin-blizz/e2e/services"
)

// setsUpServices sets up the highest number of services, for the duration of a test.
func setsUpServices(t *testing.T) []services.Service {
	t.Helper()
	all, err := services.All(t.Context(), env.Admin)
	require.NoError(t, err)
	require.Len(t, all, services.Most)
	setting, err := services.Setting(all)
	require.NoError(t, err)
	set(t, settings{"Services": setting})
	return all
}

// requireMeetingOf checks that a post is an invitation to a service's meeting.
func requireMeetingOf(t *testing.T, post *model.Post, service services.Service) {
	t.Helper()
	require.Equal(t, "custom_blizz", post.Type, "told %q", post.Message)
	require.Equal(t, service.Key(), post.GetProp("service"))
	require.Equal(t, service.MeetingID, text(post.GetProp("meeting_id")))
	require.Equal(t, service.Joined, post.GetProp("meeting_link"))
	require.Equal(t, service.Definition["name"], post.GetProp("meeting_provider"))
	require.Contains(t, post.Message, "]("+service.Joined+")")
	require.Equal(t, "Retro", post.GetProp("topic"))
}

func TestEveryDoorReadsMeetingsOfAllServices(t *testing.T) {
	all := setsUpServices(t)
	c := publicChannel(t, env.Alice)
	for _, service := range all {
		t.Run(service.Key()+" as a link behind /blizz", func(t *testing.T) {
			requireMeetingOf(t, types(t, env.Alice, in(c), "/blizz "+service.Link+" Retro"), service)
		})
		t.Run(service.Key()+" over HTTP", func(t *testing.T) {
			post := invites(t, env.Alice, body{"channel_id": c.Id, "meeting": service.Link, "topic": "Retro"}).post(t, http.StatusCreated)
			requireMeetingOf(t, post, service)
		})
		if service.Bare != "" {
			t.Run(service.Key()+" as an ID behind /blizz", func(t *testing.T) {
				requireMeetingOf(t, types(t, env.Alice, in(c), "/blizz "+service.Bare+" Retro"), service)
			})
		}
		if service.Trigger() != "" {
			t.Run(service.Key()+" behind its own trigger", func(t *testing.T) {
				command := "/" + service.Trigger() + " "
				requireMeetingOf(t, types(t, env.Alice, in(c), command+service.Link+" Retro"), service)
				requireMeetingOf(t, types(t, env.Alice, in(c), command+service.Own+" Retro"), service)
				requireTold(t, types(t, env.Alice, in(c), command+"help"))
			})
		}
	}
}

func TestBlizzReadsTheSameBesideOtherServices(t *testing.T) {
	setsUpServices(t)
	withoutRoom(t, env.Alice) // with a room, a single word would be a topic
	c := publicChannel(t, env.Alice)
	for _, typed := range []string{"m12-345-678", "12345678", "12 345 678", link, "Retro m12-345-678 abc-def-ghi-jkl"} {
		post := types(t, env.Alice, in(c), "/blizz "+typed)
		requireInvitation(t, post, env.Alice, link)
		require.Equal(t, "blizz", post.GetProp("service"))
	}
	for _, refused := range []string{"tomorrow", "s12-345-678", "https://evil.example/j/85996249517", "Stand_up_"} {
		requireCorrected(t, types(t, env.Alice, in(c), "/blizz "+refused))
	}
}

// mmctl and config files write the setting as text or as a list.
func TestServicesCanBeWrittenAsJSON(t *testing.T) {
	c := publicChannel(t, env.Alice)
	zoom := `[{"key": "zoom", "name": "Zoom", "trigger": "zoom", "kind": "id", "link": "https://zoom.us/j/{id}", "id": "[0-9]{11}"}]`
	var list []any
	require.NoError(t, json.Unmarshal([]byte(zoom), &list))
	for name, value := range map[string]any{"text": zoom, "a list": list} {
		t.Run(name, func(t *testing.T) {
			set(t, settings{"Services": value})
			post := types(t, env.Alice, in(c), "/zoom 85996249517")
			require.Equal(t, "https://zoom.us/j/85996249517", post.GetProp("meeting_link"))
			for setting, words := range badServices {
				status, err := save(t.Context(), settings{"Services": setting})
				require.Equal(t, http.StatusBadRequest, status, setting)
				require.ErrorContains(t, err, words)
			}
			post = types(t, env.Alice, in(c), "/zoom 85996249517")
			require.Equal(t, "zoom", post.GetProp("service"), "the former setting stays")
		})
	}
}

// badServices are refused settings, with words of the reason.
var badServices = map[string]string{
	`[{"key": "zoom"`: "must be a JSON list",
	`{"key": "zoom"}`: "must be a JSON list",
	`[{"key": "x", "name": "X", "kind": "link", "hosts": ["x.example"], "url": "x"}]`:      "I don't know",
	`[{"key": "x", "name": "X", "kind": "link", "hosts": ["go.blizz.com"]}]`:               "belongs to Blizz already",
	`[{"key": "x", "name": "X", "kind": "link", "hosts": ["x.example"], "trigger": "me"}]`: "belongs to Mattermost already",
	`[{"key": "x", "name": "X", "kind": "id", "link": "https://x.example/", "id": "a+"}]`:  "link needs {id} once",
}
