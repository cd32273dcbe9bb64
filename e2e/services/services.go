// Package services returns the highest number of meeting services, for tests and benchmarks: the presets and others.
package services

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"mattermost-plugin-blizz/e2e/mattermost"
)

// Most is the highest number of services.
const Most = 20

// Service is a meeting service, and one of its meetings in all spellings.
type Service struct {
	// Definition is an object of the setting Services.
	Definition map[string]any
	// Link is a link to the meeting.
	Link string
	// Own is the meeting behind the service's own trigger, and Bare behind /blizz. It is empty if only links are read.
	Own, Bare string
	// MeetingID is the meeting's ID. It is empty for a whole link.
	MeetingID string
	// Joined is the link in the invitation.
	Joined string
}

// Key returns the service's key.
func (s Service) Key() string { return s.Definition["key"].(string) }

// Trigger returns the service's own slash command, without the slash; empty for none.
func (s Service) Trigger() string {
	trigger, _ := s.Definition["trigger"].(string)
	return trigger
}

// host returns the administrator's own host in the presets that have one.
func host(key string) string { return key + ".example.org" }

// meetings holds a meeting of each preset.
var meetings = map[string]Service{
	"jitsi": {
		Link: "https://jitsi.example.org/Stand_up_", Own: "Stand_up_", MeetingID: "Stand_up_", Joined: "https://jitsi.example.org/Stand_up_",
	},
	"bigbluebutton": {
		Link: "https://bigbluebutton.example.org/rooms/abc-def-ghi-jkl/join", Bare: "abc-def-ghi-jkl",
		MeetingID: "abc-def-ghi-jkl", Joined: "https://bigbluebutton.example.org/rooms/abc-def-ghi-jkl/join",
	},
	"nextcloud-talk": {
		Link:      "https://nextcloud-talk.example.org/call/abcd2345",
		MeetingID: "abcd2345", Joined: "https://nextcloud-talk.example.org/call/abcd2345",
	},
	"teams": {
		Link: "https://teams.microsoft.com/meet/234567890123", Own: "234 567 890 123", Bare: "234 567 890 123",
		MeetingID: "234567890123", Joined: "https://teams.microsoft.com/meet/234567890123",
	},
	"zoom": {
		Link: "https://acme.zoom.us/j/85996249517", Own: "85996249517", Bare: "859 9624 9517",
		MeetingID: "85996249517", Joined: "https://zoom.us/j/85996249517",
	},
	"google-meet": {
		Link: "https://meet.google.com/abc-defg-hij?authuser=0", Own: "abc-defg-hij",
		MeetingID: "abc-defg-hij", Joined: "https://meet.google.com/abc-defg-hij",
	},
	"webex": {
		Link: "https://acme.webex.com/meet/alice", Own: "https://acme.webex.com/meet/alice", Joined: "https://acme.webex.com/meet/alice",
	},
	"whereby": {
		Link: "https://whereby.com/acme", Own: "acme", MeetingID: "acme", Joined: "https://whereby.com/acme",
	},
	"goto": {
		Link: "https://meet.goto.com/680504437", Own: "680-504-437", MeetingID: "680504437", Joined: "https://meet.goto.com/680504437",
	},
	"galene": {
		Link: "https://galene.example.org/group/alice/", MeetingID: "alice", Joined: "https://galene.example.org/group/alice/",
	},
}

// All returns Most services: the presets of a server, as an administrator adds them, and custom ones.
func All(ctx context.Context, admin *mattermost.Person) ([]Service, error) {
	presets, err := presets(ctx, admin)
	if err != nil {
		return nil, err
	}
	var all []Service
	for _, preset := range presets {
		key, _ := preset["key"].(string)
		service, isKnown := meetings[key]
		if !isKnown {
			return nil, fmt.Errorf("no meeting of the preset %q is known here", key)
		}
		service.Definition = preset
		all = append(all, service)
	}
	for number := len(all) + 1; number <= Most; number++ {
		all = append(all, described(number))
	}
	return all, nil
}

// described returns a custom service: with IDs for even numbers, with whole links for odd ones.
func described(number int) Service {
	key := fmt.Sprintf("own%d", number)
	definition := map[string]any{"key": key, "name": fmt.Sprintf("Own %d", number), "trigger": key}
	if number%2 == 1 {
		definition["kind"], definition["hosts"] = "link", []string{host(key), "*." + host(key)}
		link := "https://a." + host(key) + "/room?lang=de"
		return Service{Definition: definition, Link: link, Own: link, Joined: link}
	}
	definition["kind"], definition["find"] = "id", "anywhere"
	definition["link"], definition["id"] = "https://"+host(key)+"/j/{id}", key+"-[a-z]{4}"
	id := key + "-room"
	link := "https://" + host(key) + "/j/" + id
	return Service{Definition: definition, Link: link, Own: id, Bare: id, MeetingID: id, Joined: link}
}

// presets returns the presets of a server, with the administrator's own hosts.
func presets(ctx context.Context, admin *mattermost.Person) ([]map[string]any, error) {
	answer, err := admin.Call(ctx, http.MethodGet, "/services/presets", nil)
	if err != nil {
		return nil, err
	}
	var list struct{ Presets []json.RawMessage }
	if err := json.Unmarshal(answer.Body, &list); err != nil {
		return nil, fmt.Errorf("reading the presets, %d: %w", answer.Status, err)
	}
	var definitions []map[string]any
	for _, text := range list.Presets {
		var preset struct{ Key string }
		if err := json.Unmarshal(text, &preset); err != nil {
			return nil, err
		}
		var definition map[string]any
		if err := json.Unmarshal([]byte(strings.ReplaceAll(string(text), "{host}", host(preset.Key))), &definition); err != nil {
			return nil, err
		}
		definitions = append(definitions, definition)
	}
	return definitions, nil
}

// Setting returns the value of the setting Services.
func Setting(all []Service) (string, error) {
	definitions := make([]map[string]any, len(all))
	for i, service := range all {
		definitions[i] = service.Definition
	}
	text, err := json.Marshal(definitions)
	return string(text), err
}
