package api

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/problem"
)

// maxBody limits the body of a request, in bytes.
const maxBody = 64 << 10

var (
	invalidBody = problem.New(http.StatusBadRequest, "invalid_body", &i18n.Message{
		ID:    "problem.invalid_body",
		Other: "The request's body is not the JSON that this address takes.",
	})
	bodyTooLarge = problem.New(http.StatusRequestEntityTooLarge, "body_too_large", &i18n.Message{
		ID:    "problem.body_too_large",
		Other: "The request is too large: 64 KiB at most.",
	})
)

// readBody reads a body into a value. The body must be one JSON object without unknown fields.
func readBody(r *http.Request, into any) error {
	return read(r, into, (*json.Decoder).DisallowUnknownFields)
}

// readFields is like readBody, but allows unknown fields.
func readFields(r *http.Request, into any) error {
	return read(r, into, func(*json.Decoder) {})
}

func read(r *http.Request, into any, configure func(*json.Decoder)) error {
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxBody))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return bodyTooLarge
	}
	if err != nil {
		return invalidBody
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	configure(decoder)
	if decoder.Decode(into) != nil || decoder.Decode(&struct{}{}) != io.EOF {
		return invalidBody
	}
	return nil
}
