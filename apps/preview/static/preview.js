/* global document, EventSource, location */

// A frame is as high as its mail; no page scrolls inside the page.
for (const frame of document.querySelectorAll('iframe')) {
  const fit = () => {
    const mail = frame.contentDocument?.documentElement;
    if (mail) frame.style.height = `${mail.scrollHeight}px`;
  };
  frame.addEventListener('load', fit);
  fit();
}

// A choice is shown at once; without this script the button does it.
for (const select of document.querySelectorAll('select')) {
  select.addEventListener('change', () => select.form.requestSubmit());
}

// The server says when everything was made anew, and is asked again when it comes back.
new EventSource('/changes').addEventListener('changed', () => location.reload());
