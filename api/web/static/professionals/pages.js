/** The server's pages as documents, so that what is shown is what the server wrote. */

const LONGEST_WAIT = 8000;

/**
 * The page at an address, parsed and inert. Rejects when the network or the server is gone.
 * @param {string} address @returns {Promise<Document>}
 */
export function fetchPage(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.timeout = LONGEST_WAIT;
    request.setRequestHeader("Accept", "text/html");
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : reject(request.status));
    request.onerror = request.ontimeout = () => reject(0);
    request.send();
  });
}

/** What the fields of a form say, as an address. @param {HTMLFormElement} form */
export function address(form) {
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  return `${new URL(form.action).pathname}?${new URLSearchParams(/** @type {string[][]} */ (fields))}`;
}
