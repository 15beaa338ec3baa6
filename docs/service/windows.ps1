# Two scheduled tasks: the dashboard from the machine's start on, and a backup each evening.
# Run once in PowerShell as an administrator. ASCII only: PowerShell 5 reads no other script rightly.
param(
    [string]$Folder = 'C:\BangDieuHanh',
    [string]$Data = 'D:\BangDieuHanh\SoLieu',
    [string]$Backups = 'E:\BangDieuHanh\SaoLuu',
    [string]$User = 'bangdieuhanh'
)
$ErrorActionPreference = 'Stop'
[Environment]::SetEnvironmentVariable('BOARD_DATA', $Data, 'Machine')
$python = "$Folder\.venv\Scripts\python.exe"
$password = (Get-Credential -UserName $User -Message 'BangDieuHanh').GetNetworkCredential().Password
$runs = @{ User = $User; Password = $password; RunLevel = 'Limited' }
$always = @{ AllowStartIfOnBatteries = $true; DontStopIfGoingOnBatteries = $true }

$settings = New-ScheduledTaskSettingsSet @always -ExecutionTimeLimit ([TimeSpan]::Zero) `
    -RestartCount 5 -RestartInterval (New-TimeSpan -Minutes 1)
$serve = New-ScheduledTaskAction -Execute $python -Argument '-m streamlit run dashboard.py' `
    -WorkingDirectory $Folder
Register-ScheduledTask -TaskName 'BangDieuHanh' -Action $serve -Settings $settings `
    -Trigger (New-ScheduledTaskTrigger -AtStartup) @runs -Force

$command = "& '$python' -m etl backup ('$Backups\' + (Get-Date -Format yyyy-MM-dd) + '.zip'); " +
    'if ($LASTEXITCODE) { exit $LASTEXITCODE }; ' +
    "Get-ChildItem '$Backups' -Filter *.zip | " +
    'Where-Object LastWriteTime -lt (Get-Date).AddDays(-30) | Remove-Item'
$backup = New-ScheduledTaskAction -Execute 'powershell.exe' `
    -Argument "-NoProfile -Command `"$command`"" -WorkingDirectory $Folder
Register-ScheduledTask -TaskName 'BangDieuHanh-SaoLuu' -Action $backup `
    -Settings (New-ScheduledTaskSettingsSet @always -StartWhenAvailable) `
    -Trigger (New-ScheduledTaskTrigger -Daily -At '20:00') @runs -Force
