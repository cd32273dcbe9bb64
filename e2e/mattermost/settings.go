package mattermost

import "fmt"

// settings are set by the server's environment. All other settings have their defaults, and can be changed at run time.
func (s *Server) settings() []string {
	return append([]string{
		"MM_SQLSETTINGS_DATASOURCE=" + s.options.DSN,
		"MM_SERVICESETTINGS_SITEURL=" + s.URL,
		fmt.Sprintf("MM_SERVICESETTINGS_LISTENADDRESS=127.0.0.1:%d", s.port),
		"MM_SERVICESETTINGS_ENABLELOCALMODE=false",
		// Go's clients keep a connection for 90 seconds. If a server closed it earlier, that could happen just when it
		// is used.
		"MM_SERVICESETTINGS_IDLETIMEOUT=300",
		"MM_LOGSETTINGS_CONSOLELEVEL=WARN",
		"MM_LOGSETTINGS_ENABLEFILE=false",

		// The folders it writes to.
		"MM_CONFIG=" + s.ConfigFile(),
		"MM_FILESETTINGS_DIRECTORY=" + s.in("files"),
		"MM_PLUGINSETTINGS_DIRECTORY=" + s.in("plugins"),
		"MM_PLUGINSETTINGS_CLIENTDIRECTORY=" + s.in("client", "plugins"),

		// Plugins come by upload.
		"MM_PLUGINSETTINGS_ENABLEUPLOADS=true",
		"MM_PLUGINSETTINGS_AUTOMATICPREPACKAGEDPLUGINS=false",

		// Many people come and go quickly.
		"MM_TEAMSETTINGS_ENABLEOPENSERVER=true",
		"MM_TEAMSETTINGS_MAXUSERSPERTEAM=1000",
		"MM_SERVICESETTINGS_ENABLEUSERACCESSTOKENS=true",
		"MM_EMAILSETTINGS_REQUIREEMAILVERIFICATION=false",
		"MM_RATELIMITSETTINGS_ENABLE=false",
		"MM_SERVICESETTINGS_ENABLEONBOARDINGFLOW=false",
		"MM_SERVICESETTINGS_ENABLETUTORIAL=false",

		// Nothing leaves this machine.
		"MM_LOGSETTINGS_ENABLEDIAGNOSTICS=false",
		"MM_LOGSETTINGS_ENABLESENTRY=false",
		"MM_SERVICESETTINGS_ENABLESECURITYFIXALERT=false",
		"MM_SERVICESETTINGS_ENABLELINKPREVIEWS=false",
		"MM_PLUGINSETTINGS_ENABLEMARKETPLACE=false",
		"MM_PLUGINSETTINGS_ENABLEREMOTEMARKETPLACE=false",
		"MM_ANNOUNCEMENTSETTINGS_ADMINNOTICESENABLED=false",
		"MM_ANNOUNCEMENTSETTINGS_USERNOTICESENABLED=false",
		"MM_EMAILSETTINGS_SENDEMAILNOTIFICATIONS=false",
		"MM_EMAILSETTINGS_SENDPUSHNOTIFICATIONS=false",
	}, s.options.Environment...)
}
