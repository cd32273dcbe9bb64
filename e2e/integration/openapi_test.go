package integration

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi-validator/config"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// description is docs/api/openapi.yaml.
type description struct {
	validator.Validator

	operations []string // by operationId
}

// readDescription reads it once. All calls of all tests are compared with it.
var readDescription = sync.OnceValues(func() (*description, error) {
	text, err := os.ReadFile("../../docs/api/openapi.yaml")
	if err != nil {
		return nil, err
	}
	document, err := libopenapi.NewDocument(text)
	if err != nil {
		return nil, err
	}
	built, err := document.BuildV3Model()
	if err != nil {
		return nil, err
	}
	checker, problems := validator.NewValidator(document, config.WithFormatAssertions())
	d := &description{Validator: checker}
	for path := range built.Model.Paths.PathItems.ValuesFromOldest() {
		for operation := range path.GetOperations().ValuesFromOldest() {
			d.operations = append(d.operations, operation.OperationId)
		}
	}
	return d, errors.Join(problems...)
})

// refusesUnknown is the answer of an unknown route, which the description does not contain.
var refusesUnknown = []int{http.StatusUnauthorized, http.StatusNotFound}

// asDescribed returns the differences between a call and docs/api/openapi.yaml. It checks the answer, and the request
// if it was accepted.
func asDescribed(request *http.Request, sent string, answer reply) error {
	d, err := readDescription()
	if err != nil {
		return err
	}
	request = request.Clone(request.Context())
	request.Body = io.NopCloser(strings.NewReader(sent))
	response := &http.Response{StatusCode: answer.status, Header: answer.header, Body: io.NopCloser(bytes.NewReader(answer.text))}
	accepted := answer.status < http.StatusBadRequest
	check := d.ValidateHttpResponse
	if accepted {
		check = d.ValidateHttpRequestResponse
	}
	_, problems := check(request, response)
	for _, problem := range problems {
		if problem.IsPathMissingError() && slices.Contains(refusesUnknown, answer.status) {
			continue
		}
		err = errors.Join(err, fmt.Errorf("%s %s, answered %d %s: %w", request.Method, request.URL, answer.status, answer.text, problem))
	}
	return err
}

// TestEveryRouteAnswersAsDescribed makes one accepted call of each operation. Other tests make refused calls. All calls
// are compared with the description.
func TestEveryRouteAnswersAsDescribed(t *testing.T) {
	c := publicChannel(t, env.Alice, env.Bob)
	planned := plans(t, env.Alice, c, nextMinute().Add(time.Hour), body{"topic": "Sprint review", "repeat": "FREQ=WEEKLY"})
	room := body{"meeting": "m12-345-678"}
	d, err := readDescription()
	require.NoError(t, err)

	var called []string
	for _, test := range []struct {
		operation, method, route string
		content                  any
		status                   int
	}{
		{"getSettings", http.MethodGet, "/settings", "", http.StatusOK},
		{"postInvitation", http.MethodPost, "/invitations", body{"channel_id": c.Id, "meeting": link}, http.StatusCreated},
		{"checkInvitation", http.MethodPost, "/invitations/check", body{"channel_id": c.Id, "meeting": link}, http.StatusOK},
		{"getPresets", http.MethodGet, "/services/presets", "", http.StatusOK},
		{"checkChange", http.MethodPost, "/invitations/" + planned.Id + "/check", body{"topic": "Retro"}, http.StatusOK},
		{"patchInvitation", http.MethodPatch, "/invitations/" + planned.Id, body{"topic": "Retro"}, http.StatusOK},
		{"skipOccurrence", http.MethodPost, "/invitations/" + planned.Id + "/skip", body{"starts_at": planned.GetProp("starts_at")}, http.StatusOK},
		{"postJoined", http.MethodPost, "/invitations/" + planned.Id + "/joined", "", http.StatusNoContent},
		{"readTopic", http.MethodPost, "/commands/topic", body{"channel_id": c.Id, "command": "/blizz Standup"}, http.StatusOK},
		{"getLive", http.MethodGet, "/live", "", http.StatusOK},
		{"getMe", http.MethodGet, "/me", "", http.StatusOK},
		{"putMe", http.MethodPut, "/me", body{"remind_before_minutes": 15, "show_status": false}, http.StatusOK},
		{"getCalendar", http.MethodGet, "/invitations/" + planned.Id + "/calendar.ics", "", http.StatusOK},
		{"endInvitation", http.MethodPost, "/invitations/" + planned.Id + "/end", "", http.StatusOK},
		{"putMyRoom", http.MethodPut, "/rooms/mine", room, http.StatusOK},
		{"putChannelRoom", http.MethodPut, "/rooms/channels/" + c.Id, room, http.StatusOK},
		{"getRooms", http.MethodGet, "/rooms?channel_id=" + c.Id, "", http.StatusOK},
		{"getSuggestions", http.MethodGet, "/autocomplete/meetings?channel_id=" + c.Id + "&user_input=%2Fblizz%20", "", http.StatusOK},
		{"submitDialog", http.MethodPost, "/dialogs/invite", model.SubmitDialogRequest{
			ChannelId: c.Id, Submission: map[string]any{"meeting": "m123"},
		}, http.StatusOK},
		{"deleteMyRoom", http.MethodDelete, "/rooms/mine", "", http.StatusOK},
		{"deleteChannelRoom", http.MethodDelete, "/rooms/channels/" + c.Id, "", http.StatusOK},
	} {
		t.Run(test.operation, func(t *testing.T) {
			answer, err := calls(t.Context(), env.Alice, test.method, test.route, test.content)
			require.NoError(t, err)
			require.Equal(t, test.status, answer.status, "%s", answer.text)
		})
		called = append(called, test.operation)
	}
	t.Run("checkSettings", func(t *testing.T) {
		answer, err := calls(t.Context(), env.Admin, http.MethodPost, "/settings/check", body{"text": link})
		require.NoError(t, err)
		require.Equal(t, http.StatusOK, answer.status, "%s", answer.text)
		called = append(called, "checkSettings")
	})
	assert.ElementsMatch(t, d.operations, called)
}
