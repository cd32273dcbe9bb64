package settings

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/meeting"
)

// maxServices limits the setting, in bytes.
const maxServices = 64 << 10

// Services is the setting Services: a JSON list of meeting.Definition as text, or nothing. In a config file it may also
// be the list itself.
type Services string

// UnmarshalJSON reads a text. It keeps any other JSON value as that value's text.
func (s *Services) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil {
		*s = Services(text)
		return nil
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, data); err != nil {
		return errors.Wrap(err, "failed to read the services")
	}
	*s = Services(compact.String())
	return nil
}

// trimmed returns the setting without spaces around it. An empty list becomes empty.
func (s Services) trimmed() Services {
	text := strings.TrimSpace(string(s))
	if text == "null" || text == "[]" {
		return ""
	}
	return Services(text)
}

// check makes the services: Blizz, then those of the setting. It returns all errors.
func (s Services) check(blizz meeting.Service) (meeting.Services, []meeting.FieldError) {
	definitions, err := s.definitions()
	if err != nil {
		return meeting.Services{}, []meeting.FieldError{*err}
	}
	list := []meeting.Service{blizz}
	var mistakes []meeting.FieldError
	for i, definition := range definitions {
		service, wrong := meeting.NewService(definition)
		for _, mistake := range wrong {
			mistake.Service = i
			mistakes = append(mistakes, mistake)
		}
		list = append(list, service)
	}
	if len(mistakes) > 0 {
		return meeting.Services{}, mistakes
	}
	return meeting.NewServices(list...)
}

// definitions reads the list. An unknown field is an error, because it is probably misspelled.
func (s Services) definitions() ([]meeting.Definition, *meeting.FieldError) {
	text := string(s.trimmed())
	switch {
	case text == "":
		return nil, nil
	case len(text) > maxServices:
		return nil, &meeting.FieldError{Service: -1, Code: meeting.FieldTooLong}
	}
	var items []json.RawMessage
	if err := json.Unmarshal([]byte(text), &items); err != nil {
		return nil, &meeting.FieldError{Service: -1, Code: meeting.FieldNotJSON, Value: err.Error()}
	}
	if len(items) > meeting.MaxServices {
		return nil, &meeting.FieldError{Service: -1, Code: meeting.FieldTooMany}
	}
	definitions := make([]meeting.Definition, len(items))
	for i, item := range items {
		if err := decode(item, &definitions[i]); err != nil {
			return nil, &meeting.FieldError{Service: i, Name: definitions[i].Name, Code: meeting.FieldUnknown, Value: err.Error()}
		}
	}
	return definitions, nil
}

func decode(item json.RawMessage, into *meeting.Definition) error {
	decoder := json.NewDecoder(bytes.NewReader(item))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// TakenTriggers returns an error for each service whose slash command belongs to another plugin or to Mattermost. owner
// returns the owner of a command; it returns an empty text for a free command. Each error is a meeting.FieldError.
func TakenTriggers(checked Settings, owner func(trigger string) string) []error {
	var mistakes []error
	for i, service := range checked.Services.All() {
		if i == 0 || service.Trigger == "" {
			continue
		}
		if name := owner(service.Trigger); name != "" {
			mistakes = append(mistakes, meeting.FieldError{
				Service: i - 1, Name: service.Name, Field: "trigger", Code: meeting.FieldTaken, Value: "/" + service.Trigger, Other: name,
			})
		}
	}
	return mistakes
}
